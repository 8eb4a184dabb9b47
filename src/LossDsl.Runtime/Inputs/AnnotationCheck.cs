using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Rejects annotations of a target whose device, shape, names or length do not fit the logits and the maps that the loss reads.</summary>
internal static class AnnotationCheck
{
    /// <summary>Checks the mask of valid pixels, the maps and the spacing.</summary>
    /// <param name="logits">[B, C, ...].</param>
    /// <param name="annotations">The annotations of the target.</param>
    /// <param name="required">The maps that the loss reads.</param>
    /// <exception cref="ArgumentException">An annotation does not fit; the message names both sides.</exception>
    public static void Run(Tensor logits, TargetAnnotations annotations, IReadOnlyList<RequiredMap> required)
    {
        if (annotations.Valid is { } valid)
        {
            CheckDevice(logits, valid, nameof(TargetAnnotations.Valid));
            if (valid.dim() != logits.dim() || !Enumerable.Range(0, (int)logits.dim()).All(i => valid.shape[i] == 1 || valid.shape[i] == logits.shape[i]))
            {
                throw new ArgumentException($"Logits have shape {ShapeText.Format(logits)}, {nameof(TargetAnnotations.Valid)} has shape {ShapeText.Format(valid)}; it must have as many dimensions, each the same or 1.", nameof(annotations));
            }
        }

        foreach (var (name, map) in annotations.Maps ?? new Dictionary<string, Tensor>())
        {
            CheckName(name, required);
            ArgumentNullException.ThrowIfNull(map, $"{nameof(annotations)}.{nameof(TargetAnnotations.Maps)}[\"{name}\"]");
            CheckDevice(logits, map, $"map '{name}'");
            if (!map.shape.SequenceEqual(logits.shape))
            {
                throw new ArgumentException($"Logits have shape {ShapeText.Format(logits)}, map '{name}' has shape {ShapeText.Format(map)}; they must be equal.", nameof(annotations));
            }
        }

        if (annotations.Maps?.Keys.GroupBy(static name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static names => names.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"{nameof(TargetAnnotations.Maps)} has {string.Join(" and ", twice.Select(static name => $"'{name}'"))}, which are one map: the case of a name does not matter.", nameof(annotations));
        }

        if (annotations.Spacing is { } spacing && spacing.Count != logits.dim() - 2)
        {
            throw new ArgumentException($"Logits of shape {ShapeText.Format(logits)} have {logits.dim() - 2} spatial dimensions, {nameof(TargetAnnotations.Spacing)} has {spacing.Count} numbers.", nameof(annotations));
        }
    }

    // A map that the loss does not read is probably misspelt; without this check the loss would silently compute its own.
    private static void CheckName(string name, IReadOnlyList<RequiredMap> required)
    {
        string[] given = [.. required.Where(static map => map.Of == Of.Target).Select(static map => $"'{map.Name}'")];
        if (required.FirstOrDefault(map => string.Equals(map.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } map)
        {
            throw new ArgumentException($"The loss reads no map '{name}'. {(given.Length == 0 ? "It reads no map of the target." : $"It reads {string.Join(", ", given)}.")}", "annotations");
        }

        if (map.Of != Of.Target)
        {
            throw new ArgumentException($"Map '{name}' is a map of the prediction. The loss computes it at every call; it cannot be given in {nameof(TargetAnnotations.Maps)}.", "annotations");
        }
    }

    private static void CheckDevice(Tensor logits, Tensor other, string what)
    {
        if (logits.device_type != other.device_type || logits.device_index != other.device_index)
        {
            throw new ArgumentException($"Logits are on {logits.device}, {what} is on {other.device}; move one to the other.", nameof(logits));
        }
    }
}
