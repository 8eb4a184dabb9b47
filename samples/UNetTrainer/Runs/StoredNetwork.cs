namespace UNetTrainer.Runs;

/// <summary>Tells the settings of a network from the names and shapes of its stored tensors.</summary>
internal static class StoredNetwork
{
    /// <summary>Returns a sentence with the settings that fit the tensors, with a space before it; empty if the tensors are not of this program's network.</summary>
    public static string Describe(IReadOnlyDictionary<string, StoredTensor> stored)
    {
        if (ShapeOf(stored, First(0)) is not [var width, var channels, 3, 3] || ShapeOf(stored, "head.weight") is not [var outputs, _, 1, 1])
        {
            return "";
        }

        var depth = Enumerable.Range(0, stored.Count).TakeWhile(level => stored.ContainsKey(First(level))).Count();
        var deep = stored.Keys.Any(static name => name.StartsWith("deepHeads.", StringComparison.Ordinal)) ? " --deep-supervision" : "";
        return $" The file has a network of --width {width} --depth {depth}{deep}, channels of images: {channels}, outputs: {outputs}.";
    }

    private static string First(int level) => $"encoder.{level}.layers.0.weight";

    private static long[]? ShapeOf(IReadOnlyDictionary<string, StoredTensor> stored, string name) => stored.TryGetValue(name, out var tensor) ? tensor.Shape : null;
}
