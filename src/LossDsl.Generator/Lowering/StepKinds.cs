namespace LossDsl.Generator.Lowering;

/// <summary>Groups of <see cref="StepKind"/>.</summary>
internal static class StepKinds
{
    /// <summary>Whether the operation gives a value for each pixel from those at all classes of the pixel.</summary>
    public static bool IsOverPixelClasses(this StepKind kind) => kind is StepKind.PixelClassSum or StepKind.PixelClassMax or StepKind.PixelClassLogSumExp or StepKind.PixelClassCumulativeSum
        or StepKind.PixelClassSumAdjoint or StepKind.PixelClassCumulativeSumAdjoint or StepKind.PixelClassShare;
}
