using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Subject of a measurement: one loss, computed by one contender, for one size.</summary>
internal sealed record Subject(ProblemSize Size, string Loss, Contender Contender)
{
    /// <summary>Key in filters and results, size/loss/contender, e.g. 8x1x1024x1024/dice/fused.</summary>
    public string Key => $"{Size.Name}/{Loss}/{Contender.ToString().ToLowerInvariant()}";

    /// <summary>Parses a key.</summary>
    public static Subject Parse(string key)
    {
        var parts = key.Split('/');
        return new(new([.. parts[0].Split('x').Select(long.Parse)]), parts[1], Enum.Parse<Contender>(parts[2], ignoreCase: true));
    }

    /// <summary>Whether the contender implements the loss for this size.</summary>
    public bool Exists => Contender switch
    {
        Contender.Careful => CarefulLosses.Find(Loss, Size) is not null,
        Contender.Libtorch => LibtorchLosses.Find(Loss, Size) is not null,
        _ => true,
    };

    /// <summary>Creates the input and returns the function to measure. The caller disposes each result of the function.</summary>
    public Func<LossAndGradient> Prepare()
    {
        var example = BenchmarkInput.Create(Size);
        return Contender switch
        {
            Contender.Fused => Generated(Backend.Automatic),
            Contender.Tensors => Generated(Backend.Tensors),
            Contender.Careful => Scoped(example, CarefulLosses.Find(Loss, Size)!),
            Contender.Naive => NaiveLoss.Create(Loss, example),
            Contender.Libtorch => AutogradLoss.Create(example, LibtorchLosses.Find(Loss, Size)!),
            _ => () => new(example.Room.copy_(example.Logits).alias(), zeros(1)),
        };

        Func<LossAndGradient> Generated(Backend backend)
        {
            var loss = Losses.LossCatalog.All[Loss].Create(options: new() { Activation = Size.Activation, Backend = backend });
            return () => loss.ValueAndGradient(example.Logits, example.Target);
        }
    }

    private static Func<LossAndGradient> Scoped(BenchmarkInput example, Func<Tensor, Tensor, (Tensor Value, Tensor Gradient)> compute) => () =>
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (value, gradient) = compute(example.Logits, example.Target);
        return new(value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    };
}
