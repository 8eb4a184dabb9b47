using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>
/// Compares losses with the definitions of their authors' code, evaluated in float64 by PyTorch (Published/authors_values.py): the value, and the gradient times cos 0, cos 1, cos 2, ...
/// </summary>
public sealed class AuthorsValueTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string, double, double, double> Values => new()
    {
        { "mbls", 4, 6.202526116189407, -0.04397835999809438 },
        { "nacl", 1, 2.1154148266577826, -0.027938526429587347 },
        { "svls", 1, 1.8847619025112914, -0.02956063348136877 },
        { "ssim", 1, 1.024896936736924, -0.004703988943622819 },
        { "basnet", 1, 3.2303444645352, -0.0223531999808124 },
        { "hausdorff-erosion", 3, 0.13466280184221444, -0.0021810109424365985 },
    };

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_and_gradient_are_those_of_the_authors_code(string name, double factor, double value, double projection)
    {
        var k = arange(2 * 3 * 12 * 15, float64);
        var logits = (4 * (k * 0.7 + (k * k * 0.013).sin()).sin()).reshape(2, 3, 12, 15) * factor;
        var labels = ((arange(12).unsqueeze(1) / 3.0).floor() + (arange(15) / 4.0).floor()).remainder(3).to_type(int64);
        var target = stack([labels, (labels + 1).remainder(3)]);
        var loss = LossCatalog.All[name].Create();
        if (loss.Activation == Activation.Sigmoid)
        {
            (logits, target) = (logits.narrow(1, 0, 1), target.eq(1).unsqueeze(1));
        }

        using var result = loss.ValueAndGradient(logits, target);

        // Jaccard is smoothed by 1e-5.
        var tolerance = name == "basnet" ? 1e-6 : 1e-12;
        Assert.Equal(value, result.Value.item<double>(), tolerance);
        Assert.Equal(projection, (result.Gradient.flatten() * arange(result.Gradient.numel(), float64).cos()).sum().item<double>(), tolerance);
    }
}
