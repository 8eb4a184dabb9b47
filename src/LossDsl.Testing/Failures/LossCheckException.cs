namespace LossDsl.Testing;

/// <summary>
/// Failure of a check in <see cref="LossCheck"/>. The message names loss, setting (activation, region, reduction, target, backend), element, both numbers and possible causes.
/// </summary>
public sealed class LossCheckException : Exception
{
    internal LossCheckException(string loss, string message, double expected, double found)
        : base($"Loss '{loss}': {message}") => (Loss, Expected, Found) = (loss, expected, found);

    /// <summary>The name of the loss, <see cref="LossMetadata.Name"/>.</summary>
    public string Loss { get; }

    /// <summary>The number that the check expects; NaN where any finite number passes.</summary>
    public double Expected { get; }

    /// <summary>The number that the loss returned.</summary>
    public double Found { get; }
}
