"""Computes the published cases of nnU-Net: python3 nnunet_cases.py CHECKOUT prints them as lines of cases.json. CHECKOUT holds nnU-Net 0e495086.

The files of nnU-Net run as they are, but that sums and labels, which it keeps in float32, are kept in float64, so that all digits can be compared.
"""
import json
import subprocess
import sys

import torch

SOURCE = "nnU-Net 0e495086"


def load(checkout):
    scope = {"AllGatherGrad": None, "softmax_helper_dim1": lambda x: torch.softmax(x, 1)}
    for name in ["dice", "robust_ce_loss", "compound_losses"]:
        text = subprocess.run(["git", "-C", checkout, "show", f"0e495086:nnunetv2/training/loss/{name}.py"], check=True, capture_output=True, text=True).stdout
        lines = [line for line in text.split("\n") if not line.startswith("from nnunetv2")]
        exec("\n".join(lines).split("if __name__")[0].replace("torch.float32", "torch.float64").replace(".float()", ".double()"), scope)
    return scope


def one_hot(labels, classes):
    return torch.nn.functional.one_hot(labels, classes).movedim(-1, 1).double()


def case(name, loss, logits, target, value, because=None, **fields):
    value.backward()
    known = {"hyperparameters": {}, "activation": "Softmax", "region": "PerImage", "reduction": "Mean", "offset": 0}
    known.update(fields)
    head = {"name": name, "source": SOURCE, **({"because": because} if because else {}), **({"loss": loss} if loss else {})}
    numbers = {"shape": list(logits.shape), "logits": logits.flatten().tolist(), "target": target.flatten().tolist(),
               "values": [value.item()], "gradient": logits.grad.flatten().tolist()}
    print(json.dumps({**head, **known, **numbers}, separators=(",", ":")))


def main(checkout):
    peer = load(checkout)
    softmax = peer["softmax_helper_dim1"]
    random = torch.Generator().manual_seed(24)

    def draw(*shape):
        logits = (torch.randn(shape, generator=random, dtype=torch.float64) * 2).mul(1e4).round().div(1e4).requires_grad_()
        labels = torch.randint(0, shape[1], (shape[0], *shape[2:]), generator=random)
        return logits, labels, one_hot(labels, shape[1])

    x, labels, y = draw(2, 3, 7, 5)
    case("nnunet-RobustCrossEntropyLoss-001", "cross-entropy", x, y, peer["RobustCrossEntropyLoss"]()(x, labels.unsqueeze(1).double()))

    x, labels, y = draw(2, 3, 6, 6)
    case("nnunet-RobustCrossEntropyLoss-002", "cross-entropy", x, y, peer["RobustCrossEntropyLoss"](label_smoothing=0.1)(x, labels), options={"labelSmoothing": 0.1})

    x, labels, y = draw(1, 3, 4, 3, 4)
    weight = torch.tensor([0.2, 1.0, 2.5], dtype=torch.float64)
    case("nnunet-RobustCrossEntropyLoss-003", "cross-entropy", x, y, peer["RobustCrossEntropyLoss"](weight=weight)(x, labels),
         scale=labels.numel() / weight[labels].sum().item(), options={"classWeights": weight.tolist()})

    smooth = lambda s: {"smoothNumerator": s, "smoothDenominator": s}
    x, labels, y = draw(2, 3, 6, 6)
    case("nnunet-SoftDiceLoss-001", "dice", x, y, peer["SoftDiceLoss"](softmax)(x, labels), hyperparameters=smooth(1), offset=-1)

    x, labels, y = draw(2, 3, 4, 3, 4)
    case("nnunet-SoftDiceLoss-002", "dice", x, y, peer["SoftDiceLoss"](softmax, batch_dice=True, do_bg=False, smooth=1e-5, ddp=False)(x, labels),
         hyperparameters=smooth(1e-5), region="WholeBatch", offset=-1, options={"includeBackground": False})

    x, labels, y = draw(2, 3, 6, 6)
    mask = torch.rand((2, 1, 6, 6), generator=random).gt(0.3).double()
    case("nnunet-SoftDiceLoss-003", "dice", x, y, peer["SoftDiceLoss"](softmax, smooth=1e-5)(x, labels, loss_mask=mask),
         hyperparameters=smooth(1e-5), offset=-1, valid=mask.flatten().tolist())

    x, labels, y = draw(2, 4, 5, 6)
    case("nnunet-MemoryEfficientSoftDiceLoss-001", "dice", x, y, peer["MemoryEfficientSoftDiceLoss"](softmax, do_bg=False, smooth=1e-5)(x, labels.unsqueeze(1)),
         hyperparameters=smooth(1e-5), offset=-1, options={"includeBackground": False})

    x, labels, y = draw(2, 3, 6, 6)
    case("nnunet-MemoryEfficientSoftDiceLoss-002", "dice", x, y, peer["MemoryEfficientSoftDiceLoss"](softmax, batch_dice=True, ddp=False)(x, labels, loss_mask=mask),
         hyperparameters=smooth(1), region="WholeBatch", offset=-1, valid=mask.flatten().tolist())

    # As nnUNetTrainer builds it.
    x, labels, y = draw(2, 3, 7, 5)
    value = peer["DC_and_CE_loss"]({"batch_dice": False, "smooth": 1e-5, "do_bg": False, "ddp": False}, {}, dice_class=peer["MemoryEfficientSoftDiceLoss"])(x, labels.unsqueeze(1))
    case("nnunet-DC_and_CE_loss-001", "dice-softmax-cross-entropy", x, y, value, because="background-in-one-part",
         hyperparameters={"smooth": 1e-5}, offset=-1,
         definition={"loss": "peer-foreground-dice-cross-entropy", "hyperparameters": {"smooth": 1e-5}, "activation": "Softmax", "region": "PerImage", "reduction": "Mean",
                     "offset": -1, "options": {"classWeights": [0, 1, 1]}})

    x, labels, y = draw(2, 2, 4, 3, 4)
    case("nnunet-DC_and_CE_loss-002", "dice-softmax-cross-entropy", x, y, peer["DC_and_CE_loss"]({}, {}, weight_ce=0.5, weight_dice=2)(x, labels.unsqueeze(1)),
         hyperparameters={"diceWeight": 2, "crossWeight": 0.5, "smooth": 1}, offset=-2)

    x, labels, y = draw(2, 3, 6, 6)
    ignored = torch.where(mask[:, 0] > 0, labels, torch.full_like(labels, 255)).unsqueeze(1)
    value = peer["DC_and_CE_loss"]({"batch_dice": True, "smooth": 1e-5, "ddp": False}, {}, ignore_label=255)(x, ignored)
    case("nnunet-DC_and_CE_loss-003", "dice-softmax-cross-entropy", x, y, value, hyperparameters={"smooth": 1e-5}, region="WholeBatch", offset=-1, valid=mask.flatten().tolist())

    x, _, _ = draw(2, 3, 6, 6)
    y = torch.rand((2, 3, 6, 6), generator=random).gt(0.6).double()
    case("nnunet-DC_and_BCE_loss-001", "dice-cross-entropy", x, y, peer["DC_and_BCE_loss"]({}, {"batch_dice": False, "smooth": 1e-5, "ddp": False})(x, y),
         hyperparameters={"smooth": 1e-5}, activation="Sigmoid", offset=-1)

    # The mean of cross-entropy divides by the valid pixels, not by the valid pixels times the channels.
    x, _, _ = draw(2, 3, 6, 6)
    value = peer["DC_and_BCE_loss"]({}, {"batch_dice": True, "smooth": 1e-5, "ddp": False}, use_ignore_label=True)(x, torch.cat([y, 1 - mask], 1))
    case("nnunet-DC_and_BCE_loss-002", "dice-cross-entropy", x, y, value,
         hyperparameters={"smooth": 1e-5, "crossWeight": 3}, activation="Sigmoid", region="WholeBatch", offset=-1, valid=mask.flatten().tolist())

    x, labels, y = draw(2, 3, 7, 5)
    case("nnunet-TopKLoss-001", None, x, y, peer["TopKLoss"](k=10)(x, labels.unsqueeze(1)), because="sorting")

    x, labels, y = draw(1, 3, 6, 6)
    case("nnunet-TopKLoss-002", None, x, y, peer["TopKLoss"](k=25, label_smoothing=0.1)(x, labels.unsqueeze(1)), because="sorting")

    x, labels, y = draw(2, 3, 6, 6)
    case("nnunet-DC_and_topk_loss-001", None, x, y, peer["DC_and_topk_loss"]({"batch_dice": True, "smooth": 1e-5, "do_bg": True, "ddp": False}, {"k": 30})(x, labels.unsqueeze(1)), because="sorting")


main(sys.argv[1])
