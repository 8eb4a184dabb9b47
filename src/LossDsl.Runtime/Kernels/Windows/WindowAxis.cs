using System.Runtime.CompilerServices;

namespace LossDsl.Kernels.Windows;

/// <summary>
/// Window, or adjoint filter, along one dimension of an image. Both compute each output as a weighted sum of the inputs around it, with special weights near the border.
/// </summary>
internal sealed class WindowAxis
{
    private readonly double[] weights;
    private readonly bool padsWithZero;

    // Weights of each output whose window crosses the border: first the outputs at the start, then those at the end.
    private readonly double[][] borderWeights;

    /// <param name="length">Length of the dimension in pixels.</param>
    /// <param name="weights">Weights of the window, symmetric, an odd number of them.</param>
    /// <param name="isAdjoint">Whether to apply the adjoint filter, whose matrix is the transpose of the window's.</param>
    /// <param name="padsWithZero">Whether values beyond the border are 0; otherwise they are those of the border pixels.</param>
    public WindowAxis(int length, double[] weights, bool isAdjoint, bool padsWithZero)
    {
        (Length, this.weights, Half, this.padsWithZero) = (length, weights, weights.Length / 2, padsWithZero);
        borderWeights = new double[Math.Min(length, 2 * Half)][];
        for (var index = 0; index < borderWeights.Length; index++)
        {
            var output = BorderOutput(index);
            borderWeights[index] = new double[End(output) - First(output)];
            for (var input = First(output); input < End(output); input++)
            {
                borderWeights[index][input - First(output)] = isAdjoint ? Weight(input, output) : Weight(output, input);
            }
        }
    }

    /// <summary>Length of the dimension in pixels.</summary>
    public int Length { get; }

    /// <summary>Number of inputs that an output reads on each side of its own position.</summary>
    public int Half { get; }

    /// <summary>Returns the first input that an output reads.</summary>
    public int First(int output) => Math.Max(0, output - Half);

    /// <summary>Returns the input after the last that an output reads.</summary>
    public int End(int output) => Math.Min(Length, output + Half + 1);

    /// <summary>
    /// Returns how many consecutive outputs, from <paramref name="output"/> on and before <paramref name="end"/>, share their weights. Outputs near the border share with none.
    /// </summary>
    public int Alike(int output, int end) => output < Half || output >= Length - Half ? 1 : Math.Min(end, Length - Half) - output;

    /// <summary>Filters lines of contiguous values across the lines: each output line is a weighted sum of input lines.</summary>
    /// <param name="source">First input line that the first output line reads.</param>
    /// <param name="stride">Number of values from one input line to the next.</param>
    /// <param name="output">Index of the first output line. It decides the weights.</param>
    /// <param name="result">First output line.</param>
    /// <param name="count">Number of values to compute: those of several output lines that share their weights, or a part of one line.</param>
    public void Across<TPlanes>(TPlanes source, nint stride, int output, TPlanes result, nint count)
        where TPlanes : unmanaged, IWindowPlanes<TPlanes> => TPlanes.Run(source, stride, Weights(output), result, count);

    /// <summary>Filters contiguous lines along themselves.</summary>
    /// <param name="source">First input line.</param>
    /// <param name="result">First output line.</param>
    /// <param name="lines">Number of lines.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Along<TPlanes>(TPlanes source, TPlanes result, int lines)
        where TPlanes : unmanaged, IWindowPlanes<TPlanes>
    {
        if (borderWeights.Length < Length)
        {
            // All lines are filtered as one. Outputs near the border, which mix a line with the next, are overwritten below.
            TPlanes.Run(source, 1, weights, result.From(Half), ((nint)lines * Length) - (2 * Half));
        }

        for (var line = 0; line < lines; line++)
        {
            for (var index = 0; index < borderWeights.Length; index++)
            {
                var output = BorderOutput(index);
                TPlanes.RunOne(source.From(First(output)), borderWeights[index], result.From(output));
            }

            source = source.From(Length);
            result = result.From(Length);
        }
    }

    // Position of the index-th output whose window crosses the border.
    private int BorderOutput(int index) => index < Half ? index : index + Length - borderWeights.Length;

    private double[] Weights(int output) =>
        output < Half ? borderWeights[output]
        : output >= Length - Half ? borderWeights[output - Length + borderWeights.Length]
        : weights;

    // An image that is extended by its border pixels gives a border pixel the weights of all positions beyond it.
    private double Weight(int output, int input)
    {
        if (padsWithZero)
        {
            return weights[input - output + Half];
        }

        var first = input == 0 ? -Half : input - output;
        var last = input == Length - 1 ? Half : input - output;
        var sum = 0.0;
        for (var offset = first; offset <= last; offset++)
        {
            sum += weights[offset + Half];
        }

        return sum;
    }
}
