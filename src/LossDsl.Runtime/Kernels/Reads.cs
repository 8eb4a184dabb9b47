using System.ComponentModel;

namespace LossDsl.CompilerServices;

/// <summary>Quantities of the prediction that a kernel reads, as flags. The loops leave out the exponentials and logarithms of the others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Flags]
public enum Reads
{
    /// <summary>No quantity but the raw logit.</summary>
    Nothing = 0,

    /// <summary>Probability p.</summary>
    P = 1,

    /// <summary>Complement q = 1 - p.</summary>
    Q = 2,

    /// <summary>Logarithm log p.</summary>
    LogP = 4,

    /// <summary>Logarithm log(1 - p).</summary>
    LogQ = 8,
}
