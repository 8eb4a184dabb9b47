using System.Runtime.InteropServices;

namespace LossDsl.Cuda;

/// <summary>
/// Arguments of all kernels of a call, in the layout of <c>Call</c> in Device/Call.cuh, which describes each. The numbers of the host follow it. The compiler of the device code
/// checks that both sizes are equal.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CallArguments
{
    /// <summary>Number of fields that a pass can read, and store.</summary>
    public const int LargestFields = 24;

    public nint Logits, Target, Valid, Gradient, Value, GradOutput, Weights, Inputs;
    public nint Counts, Partials, Results, Coefficients, Values, Scratch, Tickets;
    public fixed long Fields[LargestFields];
    public fixed long Kept[LargestFields];
    public long Pixels, Chunk;
    public double TargetScale, TargetShift, Ignored, Divisor, MeanWeight;
    public int Images, Classes, FirstClass, ImagesPerGroup, Chunks, Reduction, EmptyMask, Unused;

    /// <summary>Returns the bytes of the arguments with a number of the host's numbers; the device has room for at least one.</summary>
    public static int Size(int numbers) => sizeof(CallArguments) + (sizeof(double) * Math.Max(numbers, 1));
}
