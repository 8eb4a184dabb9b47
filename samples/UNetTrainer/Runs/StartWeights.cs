using System.Security.Cryptography;
using UNetTrainer.Errors;
using UNetTrainer.Network;
using UNetTrainer.Wording;
using static TorchSharp.torch;

namespace UNetTrainer.Runs;

/// <summary>Weights of a file that a run begins with, in place of random ones (<c>--weights-from</c>).</summary>
/// <param name="Path">Path of the safetensors file.</param>
/// <param name="Sha256">SHA-256 of the file, by which a run that is begun anew knows it.</param>
internal sealed record StartWeights(string Path, string Sha256)
{
    /// <summary>Returns the weights of a file.</summary>
    /// <exception cref="InputException">The file is missing, is of another kind, or is damaged.</exception>
    public static StartWeights Open(string path)
    {
        if (!System.IO.Path.GetExtension(path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException(
                $"'{path}' (--weights-from) is no .safetensors file. A .pth is a pickle, which can run any code while it is read; whoever trusts it converts it in Python: "
                + "import torch; from safetensors.torch import save_file; save_file(torch.load('w.pth', weights_only=True), 'w.safetensors')");
        }

        var content = SafetensorsFile.ReadBytes(path);
        SafetensorsFile.Parse(path, content);
        return new(System.IO.Path.GetFullPath(path), Hash(content));
    }

    /// <summary>Copies the weights into a network.</summary>
    /// <exception cref="InputException">The file has changed, or its tensors are not those of the network.</exception>
    public void CopyTo(UNet network)
    {
        var content = SafetensorsFile.ReadBytes(Path);
        if (Hash(content) != Sha256)
        {
            throw new InputException($"The weights '{Path}' are not those that the run began with: the file has changed.");
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (stored, state) = (SafetensorsFile.Parse(Path, content), network.state_dict());
        Compare(stored, state);
        foreach (var (name, weight) in state)
        {
            // A finite number of a wider type can be infinite in the network's.
            var values = stored[name].Create();
            var converted = values.to_type(weight.dtype);
            if (!IsFinite(values) || !IsFinite(converted))
            {
                throw new InputException($"The weights '{Path}' cannot be trained: '{name}' holds values that are not finite, or too large for the network's {weight.dtype}.");
            }

            weight.copy_(converted);
        }
    }

    private static bool IsFinite(Tensor values) => values.to_type(ScalarType.Float64).isfinite().all().item<bool>();

    private static string Hash(byte[] content) => Convert.ToHexString(SHA256.HashData(content));

    private void Compare(IReadOnlyDictionary<string, StoredTensor> stored, IReadOnlyDictionary<string, Tensor> state)
    {
        string[] differences =
        [
            .. state.Keys.Where(name => !stored.ContainsKey(name)).Select(static name => $"'{name}' is missing"),
            .. stored.Keys.Where(name => !state.ContainsKey(name)).Select(static name => $"'{Excerpt.Show(name)}' is not in the network"),
            .. state.Where(entry => stored.TryGetValue(entry.Key, out var tensor) && !tensor.Shape.SequenceEqual(entry.Value.shape))
                .Select(entry => $"'{entry.Key}' has the shape {Excerpt.Show(Text(stored[entry.Key].Shape))}, the network's has {Text(entry.Value.shape)}"),
        ];
        if (differences.Length > 0)
        {
            throw new InputException(
                $"The weights '{Path}' do not fit the network, which --width, --depth, --deep-supervision, the classes and the channels of the images make: {string.Join("; ", differences.Take(3))}"
                + (differences.Length > 3 ? $"; and {differences.Length - 3} more." : ".")
                + StoredNetwork.Describe(stored));
        }
    }

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
