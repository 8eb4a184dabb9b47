using System.Runtime.CompilerServices;
using static TorchSharp.torch;

// Some tests count the tensors and the memory of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace LossDsl.Conformance;

internal static class TestAssembly
{
    // Tensors here are small: more threads only wait for each other.
    [ModuleInitializer]
    internal static void UseOneThread() => set_num_threads(1);
}
