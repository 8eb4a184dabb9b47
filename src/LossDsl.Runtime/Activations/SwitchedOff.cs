namespace LossDsl.Activations;

/// <summary>A class that a logit of -∞ has switched off: its p is 0, and 0 · log 0 is 0 wherever a formula counts nothing of the class.</summary>
internal static class SwitchedOff
{
    /// <summary>
    /// What stands for a logit, or a logarithm, of -∞: finite, so that 0 times it is 0; its square is still a float32; and e^ of it is 0 in every type.
    /// </summary>
    public const double Logit = -1e18;
}
