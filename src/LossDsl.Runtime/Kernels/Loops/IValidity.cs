namespace LossDsl.Kernels.Loops;

/// <summary>Validity of pixels as a compile-time choice: all pixels or only those of a mask. Also decides whether the pass checks the range of values that it reads.</summary>
internal interface IValidity
{
    /// <summary>Whether all pixels are valid, so that no mask is loaded.</summary>
    static abstract bool IsAlwaysValid { get; }

    /// <summary>Whether the pass checks the range of targets and given probabilities. The first pass over the pixels does.</summary>
    static abstract bool ChecksRange { get; }
}

/// <summary>Validity without mask and without range check: every pixel is valid.</summary>
internal readonly struct FullValidity : IValidity
{
    public static bool IsAlwaysValid => true;

    public static bool ChecksRange => false;
}

/// <summary>Validity by a mask, without range check.</summary>
internal readonly struct MaskedValidity : IValidity
{
    public static bool IsAlwaysValid => false;

    public static bool ChecksRange => false;
}

/// <summary>Validity without mask, with a range check of every pixel.</summary>
internal readonly struct FullValidityChecked : IValidity
{
    public static bool IsAlwaysValid => true;

    public static bool ChecksRange => true;
}

/// <summary>Validity by a mask, with a range check of the valid pixels.</summary>
internal readonly struct MaskedValidityChecked : IValidity
{
    public static bool IsAlwaysValid => false;

    public static bool ChecksRange => true;
}
