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

                // Maps of the prediction change with it. The contour may also jump within its pixel.
                "HausdorffLoss: direction Undecided",
                "ShapeAwareLoss: direction Undecided",
                "ShapeAwareLoss: direction with maps held Undecided",
                "ShapeAwareSurveyLiteralLoss: direction Undecided",
            ], open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Losses_proved_with_maps_held_constant_are_those_listed() => Assert.Equal(
        ["CorrelationSimilarityFullLoss", "CorrelationSimilarityLoss", "HausdorffLoss", "ShapeAwareLoss", "ShapeAwareSurveyLiteralLoss"],
        Losses.Where(static loss => loss.Proof.HoldsMapsConstant).Select(static loss => loss.Loss.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Losses_with_kinks_or_jumps_are_those_listed() => Assert.Equal(
        ["ClDiceLoss", "CorrelationSimilarityFullLoss", "CorrelationSimilarityLoss", "DiceClDiceLoss", "ShapeAwareLoss", "ShapeAwareSurveyLiteralLoss"],
        Losses.Where(static loss => loss.Proof.Smooth != Verdict.Proved).Select(static loss => loss.Loss.Name).Order(StringComparer.Ordinal));
}
