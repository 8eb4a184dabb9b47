using LossDsl.Conformance.Cases;
using LossDsl.Conformance.Losses;
using LossDsl.Conformance;
using LossDsl.Cuda.Tests.Support;
using static TorchSharp.torch;

namespace LossDsl.Cuda.Tests.Losses;

/// <summary>
/// Compares the CUDA kernels of every loss with the oracles, in a part of the conformance matrix, on a stand-in for NVRTC and the driver: g++ compiles the kernels, and each thread of
/// a block runs in turn.
/// </summary>
[Collection(ExclusiveCollection.Name)]
public sealed class CudaConformanceTests : IClassFixture<LossesOnStandIn>
{
    private static readonly ScalarType[] Types = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];

    // Losses of sums, of pixels and of both, each with every option.
    private static readonly string[] WithEveryOption = ["dice", "cross-entropy", "combo"];

    // Compiling the kernels takes minutes: a build of one's own compiles those of one activation for each loss, in turn.
    private static readonly bool TakesAll = Environment.GetEnvironmentVariable("CUDA_CASES") == "all";

    public static TheoryData<string> Losses => [.. ReferenceLosses.ByName.Select(static loss => loss.Key)];

    public static TheoryData<string, Activation> Complete
    {
        get
        {
            var data = new TheoryData<string, Activation>();
            foreach (var (loss, activation) in from loss in WithEveryOption from activation in Activations(loss) select (loss, activation))
            {
                data.Add(loss, activation);
            }

            return data;
        }
    }

    [StandInTheory]
    [MemberData(nameof(Losses))]
    public void Every_loss_is_that_of_its_formula(string loss) =>
        AssertNone(Activations(loss).Select(activation => Pick(loss, activation)));

    [StandInTheory]
    [MemberData(nameof(Complete))]
    public void Every_option_is_that_of_the_formula(string loss, Activation activation) =>
        AssertNone(Matrix.Cases(loss, Types[((int)activation + loss.Length) % Types.Length], activation));

    private static IEnumerable<Activation> Activations(string loss) =>
        TakesAll ? Enum.GetValues<Activation>() : [Enum.GetValues<Activation>()[Number(loss) % 3]];

    private static int Number(string loss) => ReferenceLosses.ByName.Select(static known => known.Key).TakeWhile(name => name != loss).Count();

    // One case for each loss and activation. Type and option are taken in turn, so that each meets every other over the losses. A reduction over the classes of a pixel has no kernels
    // where the background is excluded.
    private static Case Pick(string loss, Activation activation)
    {
        var number = Number(loss);
        Case[] cases = [.. Matrix.Cases(loss, Types[(number + (int)activation) % Types.Length], activation).Where(static tested => tested.Options.IncludeBackground || !tested.Loss.ReducesPixelClasses)];
        return cases[((5 * number) + (3 * (int)activation)) % cases.Length];
    }

    private static void AssertNone(IEnumerable<Case> cases)
    {
        var failures = cases.SelectMany(static tested => CaseCheck.Failures(tested, [Backend.Kernels])).ToArray();
        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(20))}");
    }
}
