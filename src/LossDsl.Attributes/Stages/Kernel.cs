namespace LossDsl;

/// <summary>Pixels of a window and their weights. In a local mean the weights are divided by their sum.</summary>
public enum Kernel
{
    /// <summary>All pixels of the window with the weight 1.</summary>
    Box,

    /// <summary>All pixels of the window with the weight exp(-d² / 2 Sigma²) at the distance d from the centre. Extremes have no weights, so they cannot have this kernel.</summary>
    Gaussian,

    /// <summary>The pixels on the axes through the centre with the weight 1: five in a window of 3 x 3, seven in one of 3 x 3 x 3.</summary>
    Cross,
}
