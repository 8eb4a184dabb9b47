using System.Globalization;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace LossDsl.Generator.Tests.Analysis;

using Verdict = LossDsl.Generator.Analysis.Verdict;

/// <summary>Tests of the analysis on the catalog: its losses get no warnings, and every claim is proved except for those listed here.</summary>
public sealed class CatalogProofTests(ITestOutputHelper output)
{
    private static readonly GeneratorRun Run = GeneratorRun.Of(Sources.Catalog());
    private static readonly IReadOnlyList<AnalyzedLoss> Losses = [.. Run.Step(TrackingNames.Proof).Select(static o => (AnalyzedLoss)o.Value)];

    [Fact]
    public void The_catalog_gets_no_warnings()
    {
        foreach (var finding in Run.Findings)
        {
            output.WriteLine(finding.ToString());
        }

        Assert.Empty(Run.Findings.Where(static d => d.Severity >= DiagnosticSeverity.Warning).Select(static d => d.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Every_claim_is_proved_but_those_listed()
    {
        foreach (var loss in Losses)
        {
            output.WriteLine($"{loss.Loss.Name}: {loss.Proof}");
        }

        string[] open =
        [
            .. from loss in Losses
               from claim in new[] { ("finite", loss.Proof.Finite), ("direction", loss.Proof.Direction), ("direction with maps held", loss.Proof.DirectionHeld), ("bounded gradient", loss.Proof.BoundedGradient) }
               where claim.Item2 != Verdict.Proved
               select $"{loss.Loss.Name}: {claim.Item1} {claim.Item2}",
        ];
        Assert.Equal(
            [
                // The slope of a power of a clamped difference.
                "AsymmetricLoss: bounded gradient Undecided",

                // In a window a pixel that becomes right may make the rest less similar.
                "BasnetLoss: direction Undecided",
                "BasnetLoss: direction with maps held Undecided",

                // Extremes of windows have unknown places, and the parts of two skeletons unknown sizes.
                "ClDiceLoss: bounded gradient Undecided",
                "ClDiceLoss: direction Undecided",
                "ClDiceLoss: direction with maps held Undecided",
                "ClDiceLoss: finite Undecided",
                "ComboSurveyLiteralLoss: direction Refuted",
                "ComboSurveyLiteralLoss: direction with maps held Refuted",
                "CorrelationSimilarityFullLoss: direction Undecided",
                "CorrelationSimilarityFullLoss: direction with maps held Undecided",

                // The difference that selects the kept pixels crosses a threshold.
                "CorrelationSimilarityLoss: direction Refuted",
                "DiceClDiceLoss: bounded gradient Undecided",
                "DiceClDiceLoss: direction Undecided",
                "DiceClDiceLoss: direction with maps held Undecided",
                "DiceClDiceLoss: finite Undecided",

                // A quotient of two sums of powers.
                "DicePlusPlusLoss: bounded gradient Undecided",

                // Sums of absolute differences: parts of one sum cancel, which intervals do not see.
                "DiceSemimetric1Loss: bounded gradient Undecided",
                "DiceSemimetric1Loss: direction Undecided",
                "DiceSemimetric1Loss: direction with maps held Undecided",
                "DiceSemimetric2Loss: bounded gradient Undecided",
                "DiceSemimetric2Loss: direction Undecided",
                "DiceSemimetric2Loss: direction with maps held Undecided",

                // Which pixels are the hardest changes with the prediction.
                "DiceTopKLoss: direction Undecided",
                "DiceTopKLoss: direction with maps held Undecided",

                // Distances of classes are related to their labels, which intervals do not see.
                "GeneralizedWassersteinDiceLoss: direction Undecided",
                "GeneralizedWassersteinDiceLoss: direction with maps held Undecided",

                // Errors cross the threshold of an erosion.
                "HausdorffErosionLoss: direction Undecided",
                "HausdorffErosionLoss: direction with maps held Undecided",

                // Maps of the prediction change with it. The contour may also jump within its pixel.
                "HausdorffLoss: direction Undecided",
                "JaccardMetric1Loss: bounded gradient Undecided",
                "JaccardMetric1Loss: direction Undecided",
                "JaccardMetric1Loss: direction with maps held Undecided",
                "JaccardMetric2Loss: bounded gradient Undecided",
                "JaccardMetric2Loss: direction Undecided",
                "JaccardMetric2Loss: direction with maps held Undecided",
                "LogHausdorffLoss: direction Undecided",

                // A quotient of sums over the pixels above, whose sizes beside each other intervals do not see.
                "LovaszHingeLoss: bounded gradient Undecided",
                "LovaszHingeLoss: direction Undecided",
                "LovaszHingeLoss: direction with maps held Undecided",
                "LovaszHingeLoss: finite Undecided",
                "LovaszSoftmaxLoss: bounded gradient Undecided",
                "LovaszSoftmaxLoss: direction Undecided",
                "LovaszSoftmaxLoss: direction with maps held Undecided",
                "LovaszSoftmaxLoss: finite Undecided",

                // Calibration: a surer prediction costs more by design.
                "MblsLoss: direction Undecided",
                "MblsLoss: direction with maps held Undecided",
                "NaclLoss: direction Undecided",
                "NaclLoss: direction with maps held Undecided",

                // A quotient of sums over the same pixels.
                "NoiseRobustDiceLoss: direction Undecided",
                "NoiseRobustDiceLoss: direction with maps held Undecided",
                "NormalizedFocalLoss: direction Undecided",
                "NormalizedFocalLoss: direction with maps held Undecided",
                "OhemCrossEntropyLoss: direction Undecided",
                "OhemCrossEntropyLoss: direction with maps held Undecided",
                "QualityFocalLoss: bounded gradient Undecided",

                // A jump at the threshold, unless it is 1/2.
                "ReducedFocalLoss: bounded gradient Undecided",
                "ReducedFocalLoss: direction Undecided",
                "ReducedFocalLoss: direction with maps held Undecided",
                "ShapeAwareLoss: direction Undecided",
                "ShapeAwareLoss: direction with maps held Undecided",
                "ShapeAwareSurveyLiteralLoss: direction Undecided",

                // A region of the right size has no better one.
                "SizeConstraintLoss: direction Undecided",
                "SizeConstraintLoss: direction with maps held Undecided",
                "SsimLoss: direction Undecided",
                "SsimLoss: direction with maps held Undecided",
                "SvlsLoss: direction Undecided",
                "SvlsLoss: direction with maps held Undecided",

                // A cosine similarity of sums, whose range intervals do not see.
                "TVmfDiceLoss: bounded gradient Undecided",
                "TVmfDiceLoss: direction Undecided",
                "TVmfDiceLoss: direction with maps held Undecided",
                "TVmfDiceLoss: finite Undecided",
                "TopKCrossEntropyLoss: direction Undecided",
                "TopKCrossEntropyLoss: direction with maps held Undecided",
                "VarifocalLoss: bounded gradient Undecided",
            ], open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Losses_proved_with_maps_held_constant_are_those_listed() => Assert.Equal(
        ["CorrelationSimilarityFullLoss", "CorrelationSimilarityLoss", "HausdorffLoss", "LogHausdorffLoss", "ShapeAwareLoss", "ShapeAwareSurveyLiteralLoss"],
        Losses.Where(static loss => loss.Proof.HoldsMapsConstant).Select(static loss => loss.Loss.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Losses_with_kinks_or_jumps_are_those_listed() => Assert.Equal(
        ["AsymmetricLoss", "ClDiceLoss", "CorrelationSimilarityFullLoss", "CorrelationSimilarityLoss", "DiceClDiceLoss", "DiceSemimetric1Loss",
            "DiceSemimetric2Loss", "DiceTopKLoss", "GeneralizedWassersteinDiceLoss", "HausdorffErosionLoss", "JaccardMetric1Loss",
            "JaccardMetric2Loss", "LovaszHingeLoss", "LovaszSoftmaxLoss", "MblsLoss", "NaclLoss", "NoiseRobustDiceLoss", "NormalizedFocalLoss",
            "OhemCrossEntropyLoss", "QualityFocalLoss", "ReducedFocalLoss", "ShapeAwareLoss", "ShapeAwareSurveyLiteralLoss", "SizeConstraintLoss",
            "TVmfDiceLoss", "TopKCrossEntropyLoss"],
        Losses.Where(static loss => loss.Proof.Smooth != Verdict.Proved).Select(static loss => loss.Loss.Name).Order(StringComparer.Ordinal));
}
