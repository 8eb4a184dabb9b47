using System.Runtime.CompilerServices;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Snapshots;

/// <summary>Snapshots of generated code, for losses of the catalog and for constructs that the catalog lacks.</summary>
public sealed class SnapshotTests
{
    // One loss of each kind, and the losses whose formulas they call.
    private static readonly string[] Shown =
    [
        "DiceLoss", "TverskyLoss", "FocalTverskyLoss", "JaccardLoss", "LogCoshDiceLoss", "SensitivitySpecificityLoss", "GeneralizedDiceLoss",
        "BinaryCrossEntropyLoss", "CrossEntropyLoss", "BalancedCrossEntropyLoss", "FocalLoss", "ComboLoss", "ExponentialLogarithmicLoss",
        "CorrelationSimilarityLoss", "CorrelationSimilarityFullLoss", "ClDiceLoss", "DiceClDiceLoss", "BoundaryDouLoss", "StructureLoss", "ShapeAwareLoss", "DistanceMapPenaltyLoss",
    ];

    // Snapshots of broken code that were accepted unread would equal themselves: these texts are written by hand.
    [Theory]
    [InlineData("DiceLoss", "Simd", "Pass 1 of 2 over the pixels: reads logits, target; reduces tp, fp, fn, keeps p.")]
    [InlineData("DiceLoss", "Simd", "Pass 2 of 2 over the pixels: reads kept p, target; writes the gradient.")]
    [InlineData("DiceLoss", "TorchSharp", "protected override global::LossDsl.CompilerServices.FormulaResult Evaluate(")]
    [InlineData("DiceLoss", "Metadata", "partial class DiceLoss")]
    [InlineData("DiceLoss", "Cuda", "regions.value(region, math::ratio(")]
    [InlineData("DiceLoss", "Cuda", "KERNEL(pass2, run<Formula, Pass2, 2>)")]
    [InlineData("BinaryCrossEntropyLoss", "Simd", "pixel.LogLikelihood(")]
    [InlineData("FocalLoss", "Simd", "global::LossDsl.CompilerServices.Lane.PowSlopeOfLabel(y, ")]
    public void Catalog_says(string loss, string aspect, string text) =>
        Assert.Contains(text, File.ReadAllText(Path.Combine(Folder(), $"SnapshotTests.Catalog#LossDsl.Losses.{loss}.{aspect}.g.verified.cs")), StringComparison.Ordinal);

    [Fact]
    public void Catalog_has_four_files_of_each_loss_those_of_pixel_values_and_its_own() =>
        Assert.Equal((4 * Shown.Length) + WithPixelValues.Length + 1, Directory.GetFiles(Folder(), "SnapshotTests.Catalog#*.verified.cs").Length);

    private static string[] WithPixelValues => ["BinaryCrossEntropyLoss", "CrossEntropyLoss", "DistanceMapPenaltyLoss", "FocalLoss", "ShapeAwareLoss"];

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [Fact]
    public Task Catalog() => Snapshot.Verify(GeneratorRun.Of([.. Shown.Select(Sources.Catalog)]).AssertCompiles());

    [Fact]
    public Task Nested_class() => Snapshot.Verify(GeneratorRun.Of("""
        namespace Medical.Losses;

        /// <summary>Around the loss.</summary>
        public partial interface ISegmentation
        {
            internal partial struct Brain
            {
                [Loss("nested")]
                public sealed partial class OverlapLoss
                {
                    [Formula]
                    private static double Formula(double tp, double fp) => 1 - tp / (tp + fp + 1);
                }
            }
        }
        """).AssertCompiles());

    [Fact]
    public Task Global_namespace() => Snapshot.Verify(GeneratorRun.Of("""
        [Loss("global")]
        public partial class GlobalLoss
        {
            [Formula]
            private static double Formula(double fn, double smooth = 1) => fn / (fn + smooth);
        }
        """).AssertCompiles());

    [Fact]
    public Task Helpers_locals_choice_and_functions() => Snapshot.Verify(GeneratorRun.Of("""
        using System.ComponentModel.DataAnnotations;

        namespace Tests;

        /// <summary>Everything that the language has.</summary>
        [Loss("everything", Family = LossFamily.Compound, Direction = Direction.Maximize, Reference = "A & B <2020>", UseCase = "Text with \"quotes\".")]
        internal sealed partial class EverythingLoss
        {
            private const double Half = 0.5;

            [Formula]
            private static double Formula(
                double tp,
                double fp,
                double fn,
                double tn,
                [Range(0, 1, MinimumIsExclusive = true)] double @class = Half,
                [Range(0.1, double.PositiveInfinity)] double gamma = 1.5,
                double free = -1)
            {
                var precision = Ratio(tp, other: fp);
                double recall = Ratio(tp, fn), score;
                score = Math.Sqrt(precision * recall);
                score *= 1 - @class;
                return tp + fn > 0 ? Math.Pow(1 - score, gamma) + free * Math.Max(Weighted(fp), Math.Abs(tn - fn)) : Math.Exp(-tn);

                double Weighted(double count) => gamma > 1 ? count * Helpers.Square(gamma) : count;
            }

            private static double Ratio(double hits, double other, double smooth = 1e-5) => (hits + smooth) / (hits + other + smooth);
        }
        """, """
        namespace Tests;

        internal static class Helpers
        {
            public static double Square(double x) => x * x;
        }
        """).AssertCompiles());

    [Fact]
    public Task Stages_of_every_kind() => Snapshot.Verify(GeneratorRun.Of("""
        namespace Tests;

        internal sealed class Border : IMapProvider
        {
            public TorchSharp.torch.Tensor Compute(TorchSharp.torch.Tensor mask, IReadOnlyList<double>? spacing) => mask;
        }

        [Loss("stages")]
        internal sealed partial class StagesLoss
        {
            [LocalMean(5)]
            static double Blurred(double p, double y) => p - y;

            [LocalSum(3, Weights = new[] { 0.0, -1, 1 }, Padding = Padding.Zero)]
            static double Step(double p) => p;

            [LocalMin(3, Kernel.Cross)]
            static double Eroded(double p, double step) => p * step;

            [LocalMax(3)]
            static double Opened(double eroded) => eroded;

            [Pixel]
            static double Weight(double blurred, double opened, [Map(typeof(Border), Of.Prediction)] double border, double reach = 2) => blurred * blurred * opened + border / reach;

            [PixelMax]
            static double Largest(double weight) => weight;

            [PixelMin]
            static double Smallest(double x, double y) => x * (2 * y - 1);

            [PixelMean]
            static double Hinge(double x, double y, [StopGradient] double weight, double smallest) => weight * Math.Max(0, 1 - x * (2 * y - 1)) * LossMath.Sigmoid(smallest);

            [ClassMax]
            static double Worst(double hinge) => hinge;

            [ClassMin]
            static double Best(double hinge, double largest) => hinge * largest;

            [Formula, ClassMean]
            static double Formula(double hinge, double largest, double worst, double best, double classWeight) => classWeight * hinge + Math.Tanh(largest) + worst - best;
        }
        """).AssertCompiles());

    [Fact]
    public Task Inputs_of_pixels() => Snapshot.Verify(GeneratorRun.Of("""
        using System.ComponentModel.DataAnnotations;

        namespace Tests;

        [Loss("rated")]
        public sealed partial class RatedLoss
        {
            [Pixel]
            static double Weight([Input, Range(0.0, 1.0)] double quality, [Map] double margin) => quality * Math.Exp(-margin);

            [Formula, PixelMean]
            internal static double Formula(double p, double y, double weight, [Input, Range(0.0, 1.0)] double quality) => weight * Math.Abs(p - y) + quality * p;
        }
        """).AssertCompiles());

    [Fact]
    public Task Inputs_of_regions_classes_and_images() => Snapshot.Verify(GeneratorRun.Of("""
        namespace Tests;

        [Loss("levels")]
        public sealed partial class LevelsLoss
        {
            [PixelMean]
            static double Error(double p, double y, [Input(Per.Class)] double focus) => focus * Math.Abs(p - y);

            [ClassMean]
            static double OfImage(double error, [Input(Per.Region)] double presence) => presence * error;

            [Formula]
            internal static double Formula(double ofImage, [Input(Per.Image)] double difficulty) => difficulty * ofImage;
        }
        """).AssertCompiles());

    [Fact]
    public Task Fields_of_a_provider() => Snapshot.Verify(GeneratorRun.Of("""
        using static TorchSharp.torch;

        namespace Tests;

        internal sealed class Mirrored : IFieldProvider
        {
            public Tensor Compute(Tensor values) => values.flip(-1);

            public Tensor Adjoint(Tensor values, Tensor upstream) => upstream.flip(-1);
        }

        [Loss("symmetry")]
        internal sealed partial class SymmetryLoss
        {
            [Field(typeof(Mirrored))]
            static double Other(double p) => p;

            [Formula, PixelMean]
            static double Formula(double p, double other) => Math.Abs(p - other);
        }
        """).AssertCompiles());

    [Fact]
    public Task Reductions_over_the_batch() => Snapshot.Verify(GeneratorRun.Of("""
        namespace Tests;

        [Loss("batch")]
        internal sealed partial class BatchLoss
        {
            [ClassMean]
            static double Error(double fp, double fn) => fp + fn;

            [BatchMean]
            static double Mean(double error) => error;

            [BatchMax]
            static double Worst(double error) => error;

            [Formula, BatchSum]
            static double Formula(double error, double mean, double worst) => error * error / (1 + mean) + worst;
        }
        """).AssertCompiles());

    [Fact]
    public Task Reductions_over_the_classes_of_a_pixel() => Snapshot.Verify(GeneratorRun.Of("""
        namespace Tests;

        [Loss("pixel-classes")]
        internal sealed partial class PixelClassesLoss
        {
            [PixelClassSum]
            static double Moved(double p, [Input(Per.ClassPair)] double distance) => p * distance;

            [PixelClassMax]
            static double Largest(double x) => x;

            [PixelClassLogSumExp]
            static double Smooth(double x) => x;

            [PixelClassCumulativeSum]
            static double Below(double p, double y) => p - y;

            [PixelMean]
            static double Mean(double moved, double largest, double smooth, double below) => moved * (smooth - largest) + below * below;

            [Formula, ClassSum]
            static double Formula(double mean) => mean;
        }
        """).AssertCompiles());

    [Fact]
    public Task Order_of_pixels() => Snapshot.Verify(GeneratorRun.Of("""
        namespace Tests;

        [Loss("ordered")]
        internal sealed partial class OrderedLoss
        {
            [Pixel]
            static double Error(double x, double y) => 1 - x * (2 * y - 1);

            [PixelAbove(nameof(Error))]
            static double Missed(double p, double y) => y * (1 - p);

            [PixelTop(nameof(share))]
            static double Worst(double error, double missed, double share = 0.1) => error * missed;

            [Formula]
            static double Formula(double worst, double n) => worst / n;
        }
        """).AssertCompiles());

    [Fact]
    public Task Constants_only() => Snapshot.Verify(GeneratorRun.Of(Sources.Loss("2 * Math.PI")).AssertCompiles());

    [Fact]
    public Task Pixel_count_only() => Snapshot.Verify(GeneratorRun.Of(Sources.Loss("smooth / n")).AssertCompiles());

    [Fact]
    public Task Hyperparameters_only() => Snapshot.Verify(GeneratorRun.Of(Sources.Loss("alpha > 1 ? Math.Log(beta) : smooth")).AssertCompiles());
}
