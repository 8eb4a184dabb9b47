using System.Runtime.CompilerServices;
using static TorchSharp.torch;

// Some tests count the tensors and the memory of the whole process, which tests running in parallel would change.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace LossDsl.Conformance;

/// <summary>Settings of the test process.</summary>
internal static class TestAssembly
{
    // The tensors are small: further threads would only wait for each other.
    [ModuleInitializer]
    internal static void UseOneThread() => set_num_threads(1);
}
