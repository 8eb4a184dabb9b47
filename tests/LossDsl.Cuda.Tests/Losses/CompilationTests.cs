using LossDsl.CompilerServices;
using LossDsl.Conformance;
using LossDsl.Cuda.Tests.Support;
using static TorchSharp.torch;

namespace LossDsl.Cuda.Tests.Losses;

/// <summary>
/// Compiles the kernels of every loss with the real compiler, for the least and the greatest architecture. Types, targets, masks and counts are taken in turn, so that each meets
/// every activation; LOSSDSL_ALL_CUDA_PROGRAMS=1 compiles all of them for every loss.
/// </summary>
public sealed class CompilationTests
{
    // Bytes that a kernel may store because it has too few registers, and registers of kernels without classes in float32: more leave too few threads to hide the memory's latency.
    private const int LargestSpill = 16, LargestRegisters = 80;

    private static readonly int[] ClassCounts = [14, 0, 8, 3, 4];

    private static readonly (ScalarType Logits, ScalarType Target, bool HoldsIndices)[] Types =
    [
        (ScalarType.Float32, ScalarType.Float32, false),
        (ScalarType.Float16, ScalarType.Byte, true),
        (ScalarType.Float32, ScalarType.Byte, false),
        (ScalarType.BFloat16, ScalarType.Int64, true),
        (ScalarType.Float64, ScalarType.Float16, false),
        (ScalarType.Float32, ScalarType.Int64, true),
        (ScalarType.Float16, ScalarType.BFloat16, false),
        (ScalarType.Float32, ScalarType.Float64, false),
    ];

    public static TheoryData<string> Losses => [.. LossDsl.Losses.LossCatalog.Local.Select(static entry => entry.Metadata.Name)];

    [NvrtcTheory]
    [MemberData(nameof(Losses))]
    public void Every_loss_compiles_without_spills(string loss)
    {
        var all = Environment.GetEnvironmentVariable("LOSSDSL_ALL_CUDA_PROGRAMS") == "1";
        var program = Program(LossDsl.Losses.LossCatalog.Local[loss].Create(), out var numbers);
        var number = LossDsl.Losses.LossCatalog.Local.Select(static entry => entry.Metadata.Name).TakeWhile(name => name != loss).Count();
        foreach (var activation in Enum.GetValues<Activation>())
        {
            foreach (var variant in all ? Enumerable.Range(0, 4 * Types.Length) : [(5 * number) + (3 * (int)activation)])
            {
                AssertCompiles(program, Specialise(activation, variant, numbers), variant % 2 == 0);
            }
        }
    }

    [NvrtcFact]
    public void Reductions_over_the_batch_compile_without_spills() => Assert.All<FormulaLoss>([new OwnWorstImageLoss(), new OwnRelativeImageLoss(), new OwnTypicalRegionLoss()], static loss =>
    {
        var program = Program(loss, out var numbers);
        foreach (var activation in Enum.GetValues<Activation>())
        {
            AssertCompiles(program, Specialise(activation, (int)activation, numbers), isGreatest: false);
        }
    });

    private static void AssertCompiles(CudaProgram program, Specialisation specialisation, bool isGreatest)
    {
        var (least, greatest) = RealNvrtc.Architectures;
        var compiled = RealNvrtc.Compile(DeviceSource.Create(program, specialisation), isGreatest ? greatest : least);
        Assert.All(compiled.SpillStores, kernel => Assert.True(kernel.Value <= LargestSpill, $"{kernel.Key} stores {kernel.Value} bytes of registers. {specialisation}"));
        if (specialisation is { Logits: ScalarType.Float32, IsDouble: false } && specialisation.Activation != Activation.Softmax)
        {
            Assert.All(compiled.Registers, kernel => Assert.True(kernel.Value <= LargestRegisters, $"{kernel.Key} takes {kernel.Value} registers. {specialisation}"));
        }
    }

    private static Specialisation Specialise(Activation activation, int variant, int numbers)
    {
        var (logits, target, holdsIndices) = Types[variant % Types.Length];
        var masks = variant / Types.Length % 4;
        return new(
            logits,
            target,
            holdsIndices,
            activation,
            logits == ScalarType.Float64,
            UsesL1Counts: variant % 3 == 0 && !holdsIndices,
            HasValid: masks is 1 or 3,
            IsValidPerClass: masks == 3,
            HasIgnored: masks is 2 or 3,
            HasCounts: masks > 0,
            HasMeanProbability: masks == 1,
            DividesByWeight: masks == 2,
            Vector: variant % 2 == 0 ? 4 : 1,
            numbers,
            Classes: activation != Activation.Softmax ? 0 : logits == ScalarType.Float64 ? 4 : ClassCounts[variant % ClassCounts.Length]);
    }

    private static CudaProgram Program(FormulaLoss loss, out int numbers)
    {
        numbers = loss.CudaNumbers.Length;
        return loss.CudaProgram!;
    }
}
