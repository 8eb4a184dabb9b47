using System.Runtime;
using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests of hyperparameters that are set during training: a new value holds for calls that begin afterwards, also with several threads.</summary>
public sealed class HyperparameterTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor values = randn([3, 2, 9, 11], generator: new Generator(7));
    private readonly Tensor target = rand([3, 2, 9, 11], generator: new Generator(8)).gt(0.5).to_type(float32);

    public static TheoryData<Backend, Reduction> Settings
    {
        get
        {
            var data = new TheoryData<Backend, Reduction>();
            foreach (var reduction in new[] { Reduction.Mean, Reduction.Sum, Reduction.None })
            {
                data.Add(Backend.Automatic, reduction);
                data.Add(Backend.Tensors, reduction);
            }

            return data;
        }
    }

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_hyperparameter_that_is_set_holds_for_the_next_call(Backend backend, Reduction reduction)
    {
        var loss = Loss(backend, reduction, 0.3);

        loss.FpWeight = 0.9;

        Assert.Equal(0.9, loss.FpWeight);
        Assert.Equal(0.7, loss.FnWeight);
        Assert.Equal(Bits(Loss(backend, reduction, 0.9)), Bits(loss));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_call_keeps_the_hyperparameters_that_it_began_with(Backend backend, Reduction reduction)
    {
        var loss = Loss(backend, reduction, 0.3);

        Assert.Equal(Bits(Loss(backend, reduction, 0.3)), Bits(loss, () => loss.FpWeight = 0.9));
        Assert.Equal(Bits(Loss(backend, reduction, 0.9)), Bits(loss));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_second_derivative_keeps_the_hyperparameters_that_the_call_began_with(Backend backend, Reduction reduction)
    {
        Assert.Equal(Second(Loss(backend, reduction, 0.3), 0.3), Second(Loss(backend, reduction, 0.3), 0.9));
        Assert.NotEqual(Second(Loss(backend, reduction, 0.3), 0.3), Second(Loss(backend, reduction, 0.9), 0.9));

        double[] Second(FocalTverskyLoss loss, double afterwards)
        {
            var logits = values.detach().requires_grad_();
            var value = loss.call(logits, target).sum();
            loss.FpWeight = afterwards;
            var gradient = autograd.grad([value], [logits], create_graph: true)[0];
            return Numbers.Of(autograd.grad([gradient.square().sum()], [logits])[0]);
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_hyperparameter_outside_its_range_is_refused_and_keeps_its_value(double value)
    {
        var loss = Loss(Backend.Automatic, Reduction.Mean, 0.3);

        var e = Assert.Throws<ArgumentOutOfRangeException>(() => loss.FpWeight = value);

        Assert.Equal("fpWeight", e.ParamName);
        Assert.Contains("[0, 1]", e.Message);
        Assert.Equal(0.3, loss.FpWeight);
    }

    [Fact]
    public void Every_hyperparameter_of_the_catalog_can_be_set_to_what_the_constructor_takes()
    {
        foreach (var entry in LossCatalog.All)
        {
            var loss = entry.Create();
            foreach (var hyperparameter in entry.Metadata.Hyperparameters)
            {
                var property = loss.GetType().GetProperty(hyperparameter.Name, System.Reflection.BindingFlags.IgnoreCase | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)!;
                var value = double.IsFinite(hyperparameter.Maximum) ? (hyperparameter.Default + hyperparameter.Maximum) / 2 : hyperparameter.Default + 1;
                Assert.Equal(hyperparameter.Default, property.GetValue(loss));

                property.SetValue(loss, value);

                Assert.Equal(value, property.GetValue(loss));
            }
        }
    }

    // One evaluation reads a hyperparameter several times, and the backward pass of Reduction.None reads it again.
    [Theory]
    [MemberData(nameof(Settings))]
    public void Calls_on_other_threads_read_one_value_from_beginning_to_end(Backend backend, Reduction reduction)
    {
        string[] possible = [Bits(Loss(backend, reduction, 0.2)), Bits(Loss(backend, reduction, 0.9))];
        var loss = Loss(backend, reduction, 0.2);
        using var done = new CancellationTokenSource();
        var setter = new Thread(() =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
            {
                loss.FpWeight = i % 2 == 0 ? 0.9 : 0.2;
                Thread.SpinWait(500);
            }
        });
        setter.Start();
        string[][] seen;
        try
        {
            seen = OnThreads(4, _ => Enumerable.Range(0, 100).Select(_ => Bits(loss)).ToArray());
        }
        finally
        {
            done.Cancel();
            setter.Join();
        }

        Assert.All(seen.SelectMany(static s => s), bits => Assert.Contains(bits, possible));
        Assert.Equal(2, seen.SelectMany(static s => s).Distinct().Count());
    }

    [Fact]
    public void Hyperparameters_that_several_threads_set_are_all_set()
    {
        var loss = new FocalTverskyLoss();

        OnThreads(4, thread =>
        {
            for (var i = 1; i <= 2000; i++)
            {
                switch (thread)
                {
                    case 0: loss.FpWeight = i / 2000.0; break;
                    case 1: loss.FnWeight = i / 4000.0; break;
                    case 2: loss.Exponent = 1 + (i / 2000.0); break;
                    default: loss.Smooth = i / 2.0; break;
                }
            }

            return 0;
        });

        Assert.Equal((1, 0.5, 2, 1000), (loss.FpWeight, loss.FnWeight, loss.Exponent, loss.Smooth));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void One_loss_gives_each_of_several_threads_what_a_loss_of_its_own_would(Backend backend, Reduction reduction)
    {
        var loss = Loss(backend, reduction, 0.3);
        var expected = Enumerable.Range(1, 4).Select(factor => Bits(Loss(backend, reduction, 0.3), factor: factor)).ToArray();

        var actual = OnThreads(4, thread => Enumerable.Range(0, 25).Select(_ => Bits(loss, factor: thread + 1)).Distinct().Single());

        Assert.Equal(expected, actual);
    }

    private static FocalTverskyLoss Loss(Backend backend, Reduction reduction, double fpWeight) => new(fpWeight, options: new() { Backend = backend, Reduction = reduction });

    private static T[] OnThreads<T>(int count, Func<int, T> run)
    {
        var results = new T[count];
        var failures = new Exception?[count];
        Thread[] threads = [.. Enumerable.Range(0, count).Select(i => new Thread(() => failures[i] = Record.Exception(() => results[i] = run(i))))];

        // TorchSharp passes scalars to libtorch as objects that nothing keeps alive during the call. A garbage collection set off by another thread would free them in use.
        GC.TryStartNoGCRegion(200_000_000);
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            GC.EndNoGCRegion();
        }

        Assert.All(failures, Assert.Null);
        return results;
    }

    // Returns value and gradient of one call, as hexadecimal digits.
    private string Bits(FormulaLoss loss, Action? between = null, double factor = 1)
    {
        using var inner = NewDisposeScope();
        var logits = (values * factor).requires_grad_();
        var value = loss.call(logits, target);
        between?.Invoke();
        value.sum().backward();
        return Convert.ToHexString([.. value.detach().contiguous().bytes, .. logits.grad!.contiguous().bytes]);
    }
}
