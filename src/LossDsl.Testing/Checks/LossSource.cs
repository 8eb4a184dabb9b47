namespace LossDsl.Testing.Checks;

/// <summary>Source of the loss to check: creates it with the options of each setting.</summary>
internal sealed class LossSource(Func<LossOptions, FormulaLoss> create)
{
    /// <summary>Creates the loss.</summary>
    /// <exception cref="ArgumentException">The loss does not have the options that it was to be created with, so that the check would test one setting again and again.</exception>
    public FormulaLoss Create(LossOptions options)
    {
        var loss = create(options);
        return Checked(loss.Options) == Checked(options with { Activation = options.Activation ?? loss.Options.Activation })
            ? loss
            : throw new ArgumentException(
                $"The loss '{loss.Metadata.Name}' was created with other options than the check asked for. Pass the options on: options => new MyLoss(options: options).", nameof(create));
    }

    private static (Activation?, Region, TorchSharp.torch.nn.Reduction, Backend, long?) Checked(LossOptions options) =>
        (options.Activation, options.Region, options.Reduction, options.Backend, options.IgnoreIndex);
}
