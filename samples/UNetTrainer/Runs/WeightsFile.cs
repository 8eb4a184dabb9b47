using TorchSharp.PyBridge;
using UNetTrainer.Errors;
using UNetTrainer.Network;

namespace UNetTrainer.Runs;

/// <summary>Encodes the weights of a network for other programs. Names are those of the module's state dict.</summary>
internal static class WeightsFile
{
    /// <summary>Returns the function that encodes weights in the format that the extension of a path names.</summary>
    /// <exception cref="InputException">The extension is neither .safetensors nor .pth.</exception>
    public static Func<UNet, byte[]> EncoderFor(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".safetensors" => static network => Encode(stream => network.save_safetensors(stream, leaveOpen: true)),
        ".pth" => static network => Encode(stream => network.save_py(stream, leaveOpen: true)),
        _ => throw new InputException($"'{path}' (--out) names no format of weights: a file ending in .safetensors or .pth was expected."),
    };

    private static byte[] Encode(Action<Stream> save)
    {
        using var content = new MemoryStream();
        save(content);
        return content.ToArray();
    }
}
