using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Testing.Inputs;

/// <summary>Draws the inputs that a loss reads beside logits and target, float64, within their declared ranges.</summary>
internal static class RandomInputs
{
    /// <summary>Returns annotations with all inputs of a loss; none if it reads none.</summary>
    /// <param name="loss">The loss, whose options say what a region is.</param>
    /// <param name="shape">The shape of the logits.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    public static TargetAnnotations Annotations(FormulaLoss loss, long[] shape, int seed)
    {
        var random = new Random(seed);
        var inputs = loss.Metadata.RequiredInputs.ToDictionary(static input => input.Name, input => RandomInput.Fill(Shape(input.Per, shape, loss.Options.Region), () => Draw(input, random)));
        return inputs.Count == 0 ? TargetAnnotations.None : new() { Inputs = inputs };
    }

    private static long[] Shape(Per per, long[] logits, Region region)
    {
        long[] images = region == Region.PerImage ? [logits[0]] : [];
        return per switch
        {
            Per.Region => [.. images, logits[1]],
            Per.Class => [logits[1]],
            Per.Image => images,
            Per.ClassPair => [logits[1], logits[1]],
            _ => logits,
        };
    }

    // An end of the range may be excluded, and the formula may have a kink there.
    private static double Draw(RequiredInput input, Random random)
    {
        var low = double.IsFinite(input.Minimum) ? input.Minimum : Math.Min(0, input.Maximum - 1);
        var high = double.IsFinite(input.Maximum) ? input.Maximum : low + 1;
        return low + ((high - low) * (0.03 + (0.94 * random.NextDouble())));
    }
}
