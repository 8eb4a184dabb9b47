namespace LossDsl.Conformance.Published;

/// <summary>Losses of MONAI, segmentation_models.pytorch, nnU-Net and SegLossOdyssey that compare a prediction with a segmentation.</summary>
public static class PeerLosses
{
    public static IReadOnlyList<PeerLoss> All { get; } =
    [
        // monai/losses
        new("monai", "DiceLoss", "dice.py:31"),
        new("monai", "MaskedDiceLoss", "dice.py:232"),
        new("monai", "GeneralizedDiceLoss", "dice.py:259"),
        new("monai", "GeneralizedWassersteinDiceLoss", "dice.py:421"),
        new("monai", "DiceCELoss", "dice.py:650"),
        new("monai", "DiceFocalLoss", "dice.py:810"),
        new("monai", "GeneralizedDiceFocalLoss", "dice.py:947"),
        new("monai", "TverskyLoss", "tversky.py:25"),
        new("monai", "FocalLoss", "focal_loss.py:26"),
        new("monai", "AsymmetricFocalTverskyLoss", "unified_focal_loss.py:23"),
        new("monai", "AsymmetricFocalLoss", "unified_focal_loss.py:87"),
        new("monai", "AsymmetricUnifiedFocalLoss", "unified_focal_loss.py:145",
            "line 216 makes a prediction of one channel one-hot, in float32, so that it is a constant: 2.1, where `asymmetric-unified-focal` has 0.5"),
        new("monai", "HausdorffDTLoss", "hausdorff_loss.py:30"),
        new("monai", "LogHausdorffDTLoss", "hausdorff_loss.py:213"),
        new("monai", "SoftclDiceLoss", "cldice.py:115"),
        new("monai", "SoftDiceclDiceLoss", "cldice.py:149"),
        new("monai", "SSIMLoss", "ssim_loss.py:23"),
        new("monai", "NACLLoss", "nacl_loss.py:24"),

        // segmentation_models_pytorch/losses
        new("smp", "DiceLoss", "dice.py:12"),
        new("smp", "JaccardLoss", "jaccard.py:12"),
        new("smp", "TverskyLoss", "tversky.py:11"),
        new("smp", "FocalLoss", "focal.py:12"),
        new("smp", "LovaszLoss", "lovasz.py:193"),
        new("smp", "MCCLoss", "mcc.py:5"),
        new("smp", "SoftBCEWithLogitsLoss", "soft_bce.py:10"),
        new("smp", "SoftCrossEntropyLoss", "soft_ce.py:10"),

        // nnunetv2/training/loss
        new("nnunet", "RobustCrossEntropyLoss", "robust_ce_loss.py:6"),
        new("nnunet", "TopKLoss", "robust_ce_loss.py:19"),
        new("nnunet", "SoftDiceLoss", "dice.py:8"),
        new("nnunet", "MemoryEfficientSoftDiceLoss", "dice.py:58"),
        new("nnunet", "DC_and_CE_loss", "compound_losses.py:8"),
        new("nnunet", "DC_and_BCE_loss", "compound_losses.py:59"),
        new("nnunet", "DC_and_topk_loss", "compound_losses.py:108"),

        // losses_pytorch
        new("segloss", "CrossentropyND", "ND_Crossentropy.py:11"),
        new("segloss", "TopKLoss", "ND_Crossentropy.py:34"),
        new("segloss", "WeightedCrossEntropyLoss", "ND_Crossentropy.py:50"),
        new("segloss", "DisPenalizedCE", "ND_Crossentropy.py:168"),
        new("segloss", "FocalLoss", "focal_loss.py:7"),
        new("segloss", "GDiceLoss", "dice_loss.py:84"),
        new("segloss", "GDiceLossV2", "dice_loss.py:143"),
        new("segloss", "SSLoss", "dice_loss.py:192"),
        new("segloss", "SoftDiceLoss", "dice_loss.py:255"),
        new("segloss", "IoULoss", "dice_loss.py:293"),
        new("segloss", "TverskyLoss", "dice_loss.py:333"),
        new("segloss", "FocalTversky_loss", "dice_loss.py:374"),
        new("segloss", "AsymLoss", "dice_loss.py:390"),
        new("segloss", "DC_and_CE_loss", "dice_loss.py:429"),
        new("segloss", "PenaltyGDiceLoss", "dice_loss.py:445"),
        new("segloss", "DC_and_topk_loss", "dice_loss.py:462",
            "Dice of each image beside the largest cross-entropies of the batch"),
        new("segloss", "ExpLog_loss", "dice_loss.py:480"),
        new("segloss", "LovaszSoftmax", "lovasz_loss.py:22"),
        new("segloss", "BDLoss", "boundary_loss.py:82"),
        new("segloss", "DC_and_BD_loss", "boundary_loss.py:147"),
        new("segloss", "DistBinaryDiceLoss", "boundary_loss.py:192"),
        new("segloss", "HausdorffDTLoss", "hausdorff.py:19"),
        new("segloss", "HausdorffERLoss", "hausdorff.py:83",
            "line 167 returns from numpy, so that there is no gradient: values alone are compared"),
    ];
}
