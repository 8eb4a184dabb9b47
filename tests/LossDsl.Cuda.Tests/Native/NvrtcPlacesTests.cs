using LossDsl.Cuda.Tests.Support;

namespace LossDsl.Cuda.Tests.Native;

/// <summary>Tests which files are taken for NVRTC and its built-in functions.</summary>
public sealed class NvrtcPlacesTests
{
    [Fact]
    public void The_compiler_is_known_by_its_name_with_a_hash_too()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "libnvrtc-2bb82d1a.so.12", "libnvrtc.so.13", "libnvrtc.alt.so.12", "libnvrtc-builtins.so", "libnvrtc-builtins.so.12.8", "libcaffe2_nvrtc.so", "nvrtc64_120_0.dll", "nvrtc64_120_0.alt.dll", "nvrtc-builtins64_128.dll" })
        {
            File.WriteAllText(folder[name], "");
        }

        Assert.Equal(["nvrtc64_120_0.dll", "libnvrtc.so.13", "libnvrtc-2bb82d1a.so.12"], NvrtcPlaces.FindIn(folder["."]).Select(Path.GetFileName));
        Assert.Empty(NvrtcPlaces.FindIn(folder["none"]));
    }

    [Fact]
    public void The_built_in_functions_are_looked_for_beside_the_compiler_first()
    {
        var paths = NvrtcPlaces.FindBuiltins("/torch/lib/libnvrtc-2bb82d1a.so.12", new(12, 8)).ToArray();
        Assert.Equal(["/torch/lib/libnvrtc-builtins.so.12.8", "/torch/lib/libnvrtc-builtins.so"], paths);
    }

    [Fact]
    public void Without_libtorch_for_CUDA_the_system_is_asked()
    {
        Assert.Equal(3, NvrtcPlaces.Find().Count);
        Assert.Equal(0, CudaStream.Current(0));
    }

    [Theory]
    [InlineData(90, "sm_90", false)]
    [InlineData(89, "sm_86", false)]
    [InlineData(61, "compute_50", true)]
    [InlineData(103, "compute_90", true)]
    public void The_target_is_machine_code_of_the_same_generation_else_PTX(int capability, string name, bool isPtx)
    {
        Assert.Equal(new(name, isPtx), CudaArchitecture.Choose(capability, new(12, 8), [50, 70, 75, 80, 86, 90]));
    }

    [Fact]
    public void A_warning_is_written_once()
    {
        using var warnings = new Warnings();
        CudaNotice.Once("A reason.\nA remedy.");
        CudaNotice.Once("A reason.\nA remedy.");
        Assert.Equal(["LossDsl: A reason. A remedy."], warnings.Lines);
    }
}
