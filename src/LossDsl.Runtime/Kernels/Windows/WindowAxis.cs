using System.Runtime.CompilerServices;

namespace LossDsl.Kernels.Windows;

/// <summary>A window along one dimension: each output is a weighted sum of the inputs around it, also in the adjoint.</summary>
internal sealed unsafe class WindowAxis
{
    private readonly double[] weights;

    // The weights of outputs whose window ends beyond the border: the first of them, then the last.
    private readonly double[][] atBorder;

    /// <param name="length">The length of the dimension.</param>
    /// <param name="weights">The weights of the window, symmetric, of odd number.</param>
    /// <param name="isAdjoint">Each input goes to the outputs that it came from.</param>
    public WindowAxis(int length, double[] weights, bool isAdjoint)
    {
        (Length, this.weights, Half) = (length, weights, weights.Length / 2);
        atBorder = new double[Math.Min(length, 2 * Half)][];
        for (var index = 0; index < atBorder.Length; index++)
        {
            var output = AtBorder(index);
            atBorder[index] = new double[End(output) - First(output)];
            for (var input = First(output); input < End(output); input++)
            {
                atBorder[index][input - First(output)] = isAdjoint ? Weight(input, output) : Weight(output, input);
            }
        }
    }

    public int Length { get; }

    /// <summary>How many inputs on each side of itself an output reads.</summary>
    public int Half { get; }

    /// <summary>The first input that an output reads.</summary>
    public int First(int output) => Math.Max(0, output - Half);

    /// <summary>The one after the last.</summary>
    public int End(int output) => Math.Min(Length, output + Half + 1);

    /// <summary>How many outputs from one on, before an end, have the same weights.</summary>
    public int Alike(int output, int end) => output < Half || output >= Length - Half ? 1 : Math.Min(end, Length - Half) - output;

    /// <summary>Lines of consecutive numbers, across the lines: outputs that are alike, or some numbers of one.</summary>
    /// <param name="source">The first input line that the first output reads.</param>
    /// <param name="stride">From one input line to the next.</param>
    /// <param name="output">The first output.</param>
    /// <param name="result">Where it goes.</param>
    /// <param name="count">The numbers that are wanted.</param>
    public void Across(double* source, nint stride, int output, double* result, nint count) => WeightedSum.Run(source, stride, Weights(output), result, count);

    /// <summary>Lines along themselves, one after another.</summary>
    /// <param name="source">The first line.</param>
    /// <param name="result">Where it goes.</param>
    /// <param name="lines">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Along(double* source, double* result, int lines)
    {
        if (atBorder.Length < Length)
        {
            // All lines as one: the outputs at the borders, where it mixes a line with the next, are overwritten.
            WeightedSum.Run(source, 1, weights, result + Half, ((nint)lines * Length) - (2 * Half));
        }

        for (var line = 0; line < lines; line++)
        {
            for (var index = 0; index < atBorder.Length; index++)
            {
                var output = AtBorder(index);
                result[output] = WeightedSum.Number(source + First(output), atBorder[index]);
            }

            source += Length;
            result += Length;
        }
    }

    // The outputs at the border, counted.
    private int AtBorder(int index) => index < Half ? index : index + Length - atBorder.Length;

    private double[] Weights(int output) =>
        output < Half ? atBorder[output]
        : output >= Length - Half ? atBorder[output - Length + atBorder.Length]
        : weights;

    // Beyond the border lies what is on it, so that what is on it has the weights of all that is beyond.
    private double Weight(int output, int input)
    {
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
