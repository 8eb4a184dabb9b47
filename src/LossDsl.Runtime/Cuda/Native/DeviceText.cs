using System.Reflection;

namespace LossDsl.Cuda.Native;

/// <summary>Device code that is embedded in this assembly.</summary>
internal static class DeviceText
{
    /// <summary>Returns the text of a file of Cuda/Device, with its name for messages of the compiler.</summary>
    /// <param name="name">Name of the file without its ending.</param>
    public static string Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"LossDsl.Cuda.Device.{name}.cuh")!;
        using var reader = new StreamReader(resource);
        return $"#line 1 \"{name}.cuh\"\n{reader.ReadToEnd()}\n";
    }
}
