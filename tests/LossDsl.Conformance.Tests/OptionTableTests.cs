using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests that every option has the same effect on every backend. The table must have a row for each member of LossOptions, so that no option can be forgotten.</summary>
public sealed class OptionTableTests : IDisposable
{
    private static readonly Row[] Table =
    [
        new(nameof(LossOptions.Activation), new() { Activation = Activation.Softmax }),
        new(nameof(LossOptions.Region), new() { Region = Region.WholeBatch }),
        new(nameof(LossOptions.Reduction), new() { Reduction = Reduction.Sum }),
        new(nameof(LossOptions.IncludeBackground), new() { IncludeBackground = false }),
        new(nameof(LossOptions.IgnoreIndex), new() { IgnoreIndex = 1 }),
        new(nameof(LossOptions.ClassWeights), new() { ClassWeights = [0.5, 1, 4] }),
        new(nameof(LossOptions.ClassWeighting), new() { ClassWeights = [0.5, 1, 4], ClassWeighting = ClassWeighting.ByWeight }) { Beside = new() { ClassWeights = [0.5, 1, 4] } },
        new(nameof(LossOptions.LabelSmoothing), new() { LabelSmoothing = 0.1 }),
        new(nameof(LossOptions.SoftLabels), new() { SoftLabels = SoftLabels.L1 }),
        new(nameof(LossOptions.EmptyMask), new() { EmptyMask = EmptyMask.One }),
        new(nameof(LossOptions.Backend), new() { Backend = Backend.Scalar }) { ChangesValue = false },
        new(nameof(LossOptions.CheckValues), new() { CheckValues = true }) { ChangesValue = false },
    ];

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<string> Options => [.. Table.Select(static row => row.Option)];

    [Fact]
    public void Every_option_has_a_row_with_another_value_than_its_default()
    {
        var members = typeof(LossOptions).GetProperties().Where(static p => p.GetMethod is { IsPublic: true, IsStatic: false }).ToArray();

        Assert.Equal(members.Select(static p => p.Name).Order(), Table.Select(static row => row.Option).Order());
        Assert.All(members, p => Assert.NotEqual(p.GetValue(LossOptions.Default), p.GetValue(Table.Single(row => row.Option == p.Name).Changed)));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_means_the_same_on_every_backend(string option)
    {
        var row = Table.Single(row => row.Option == option);
        var (logits, target) = (randn([2, 3, 16, 15], float64, generator: new Generator(5)), Target());
        foreach (var entry in LossCatalog.All)
        {
            using var kernels = entry.Create(options: row.Changed).ValueAndGradientOfInputs(logits, target);
            using var tensors = entry.Create(options: row.Changed with { Backend = Backend.Tensors }).ValueAndGradientOfInputs(logits, target);

            AssertSame(entry.Metadata.Name, tensors.Value, kernels.Value);
            AssertSame(entry.Metadata.Name, tensors.Gradient, kernels.Gradient);
        }

        using var value = new DiceLoss(options: row.Changed).call(logits, target);
        using var beside = new DiceLoss(options: row.Beside).call(logits, target);
        Assert.Equal(row.ChangesValue, value.item<double>() != beside.item<double>());
    }

    // Labels of 0, 1 and between, and a class that the first image lacks.
    private static Tensor Target()
    {
        var target = rand([2, 3, 16, 15], float64, generator: new Generator(6));
        target = where(target.lt(0.4), zeros_like(target), where(target.gt(0.6), ones_like(target), target));
        target[0, 2] = zeros(16, 15);
        return target;
    }

    private static void AssertSame(string loss, Tensor expected, Tensor actual)
    {
        var numbers = Numbers.Of(expected);
        var distance = Numbers.Distance(Numbers.Of(actual), numbers);
        Assert.True(distance <= 1e-10 * (1 + Numbers.Largest(numbers)), $"{loss} is off by {distance}.");
    }

    /// <summary>Row of the table: an option with a value to test.</summary>
    /// <param name="Option">The name of the member of LossOptions.</param>
    /// <param name="Changed">Options in which the member does not have its default.</param>
    private sealed record Row(string Option, LossOptions Changed)
    {
        /// <summary>Options to compare with, which differ from Changed in this member alone.</summary>
        public LossOptions Beside { get; init; } = LossOptions.Default;

        /// <summary>Whether the value of a loss depends on the option.</summary>
        public bool ChangesValue { get; init; } = true;
    }
}
