using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>The values of a tensor that a condition has found.</summary>
/// <param name="Count">How many.</param>
/// <param name="Total">Of how many.</param>
/// <param name="Index">The first, counted through the tensor.</param>
/// <param name="Position">The first, as an index of the tensor, e.g. <c>[0, 3, 4]</c>.</param>
internal sealed record Found(long Count, long Total, long Index, string Position)
{
    /// <summary>The values where the condition holds, or null where it never does.</summary>
    public static Found? Locate(Tensor condition)
    {
        var count = condition.sum().item<long>();
        if (count == 0)
        {
            return null;
        }

        var index = condition.contiguous().flatten().to_type(ScalarType.Byte).argmax().item<long>();
        var position = new long[condition.dim()];
        var rest = index;
        for (var dimension = position.Length - 1; dimension >= 0; dimension--)
        {
            (rest, position[dimension]) = Math.DivRem(rest, condition.shape[dimension]);
        }

        return new(count, condition.numel(), index, $"[{string.Join(", ", position)}]");
    }
}
