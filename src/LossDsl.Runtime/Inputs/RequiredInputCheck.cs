using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Rejects inputs that are missing or unknown, and those whose type, device or shape does not fit the logits and the level that the loss declares.</summary>
internal static class RequiredInputCheck
{
    /// <summary>Checks that every input of a loss was handed in.</summary>
    /// <exception cref="ArgumentException">An input is missing; the message names it and the methods that take it.</exception>
    public static void RequireAll(TargetAnnotations annotations, LossMetadata metadata)
    {
        string[] missing = [.. metadata.RequiredInputs.Where(input => InputTensors.Find(annotations, input.Name) is null).Select(static input => $"'{input.Name}'")];
        if (missing.Length > 0)
        {
            throw new ArgumentException(
                $"The loss '{metadata.Name}' reads {(missing.Length == 1 ? "the input" : "the inputs")} {string.Join(", ", missing)}, which the call lacks: use "
                + $"Compute(logits, target, {string.Join(", ", metadata.RequiredInputs.Select(static input => input.Name))}), or Backward or ValueAndGradient with the same arguments. call and forward take no inputs.",
                nameof(TargetAnnotations.Inputs));
        }
    }

    /// <summary>Checks the inputs that were handed in.</summary>
    /// <param name="logits">[B, C, ...].</param>
    /// <param name="annotations">The annotations with the inputs.</param>
    /// <param name="metadata">The metadata of the loss, which list the inputs that it reads.</param>
    /// <param name="region">Whether a region is one class of one image, or one class of the batch.</param>
    /// <exception cref="ArgumentException">An input does not fit; the message names both sides.</exception>
    public static void Run(Tensor logits, TargetAnnotations annotations, LossMetadata metadata, Region region)
    {
        foreach (var (name, tensor) in annotations.Inputs ?? new Dictionary<string, Tensor>())
        {
            ArgumentNullException.ThrowIfNull(tensor, name);
            Check(logits, tensor, metadata.RequiredInputs.FirstOrDefault(input => string.Equals(input.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(name, metadata), region);
        }

        if (annotations.Inputs?.Keys.GroupBy(static name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static names => names.Count() > 1) is { } twice)
        {
            throw Wrong($"{nameof(TargetAnnotations.Inputs)} has {string.Join(" and ", twice.Select(static name => $"'{name}'"))}, which are one input: the case of a name does not matter.");
        }
    }

    private static void Check(Tensor logits, Tensor tensor, RequiredInput input, Region region)
    {
        if (!tensor.is_floating_point())
        {
            throw Wrong($"Input '{input.Name}' is {tensor.dtype}; it must be of a floating type, such as {ScalarType.Float32}.");
        }

        if (logits.device_type != tensor.device_type || logits.device_index != tensor.device_index)
        {
            throw Wrong($"Logits are on {logits.device}, input '{input.Name}' is on {tensor.device}; move one to the other.");
        }

        var shapes = InputTensors.Shapes(input.Per, logits.shape, region);
        if (!shapes.Any(shape => shape.SequenceEqual(tensor.shape)))
        {
            var expected = string.Join(" or ", shapes.Select(static shape => $"[{string.Join(", ", shape)}]"));
            var ofBatch = region == Region.WholeBatch && input.Per is Per.Region or Per.Image ? $"; with {nameof(Region)}.{nameof(Region.WholeBatch)} all images are one" : "";
            throw Wrong($"Logits have shape {ShapeText.Format(logits)}, input '{input.Name}' has shape {ShapeText.Format(tensor)}; it needs a value for each {(input.Per == Per.ClassPair ? "pair of classes" : input.Per.ToString().ToLowerInvariant())}, {expected}{ofBatch}.");
        }
    }

    private static ArgumentException Unknown(string name, LossMetadata metadata) => Wrong($"The loss '{metadata.Name}' reads no input '{name}'. "
        + (metadata.RequiredInputs.Count == 0 ? "It reads no input." : $"It reads {string.Join(", ", metadata.RequiredInputs.Select(static input => $"'{input.Name}'"))}."));

    private static ArgumentException Wrong(string message) => new(message, nameof(TargetAnnotations.Inputs));
}
