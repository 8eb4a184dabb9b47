using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Result of a search for wrong values in a tensor: their number, and the position of the first. For messages of exceptions.</summary>
/// <param name="Count">The number of values that meet the condition, at least 1.</param>
/// <param name="Total">The number of values of the tensor.</param>
/// <param name="Index">The index of the first value found in the flattened tensor.</param>
/// <param name="Position">The position of the first value found, e.g. <c>[0, 3, 4]</c>.</param>
internal sealed record WrongValues(long Count, long Total, long Index, string Position)
{
    /// <summary>Finds the true values of a bool tensor; null if there are none. Waits for the device.</summary>
    public static WrongValues? Find(Tensor condition)
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
