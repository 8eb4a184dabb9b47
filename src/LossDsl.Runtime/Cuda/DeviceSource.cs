using LossDsl.Cuda.Native;

namespace LossDsl.Cuda;

/// <summary>Complete source of a program: the runtime's device code, which is embedded in this assembly, around the declarations of a specialisation, and then that of the loss.</summary>
internal static class DeviceSource
{
    // In the order of their dependencies. Numbers come before the specialisation, which names its types.
    private static readonly string Types = DeviceText.Read("Numbers");
    private static readonly string Loops = string.Concat(new[] { "Math", "Powers", "Predictions", "Call", "Pixel", "Sums", "Regions", "Counts", "Planes", "Classes" }.Select(DeviceText.Read));

    /// <summary>Returns the source of a program.</summary>
    public static string Create(CudaProgram program, Specialisation specialisation) => $"{Types}\n{specialisation.ToSource()}\n{Loops}\n{program.Source}\n";
}
