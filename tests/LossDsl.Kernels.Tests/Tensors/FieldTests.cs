using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Kernels.Tensors;

/// <summary>Tests that operations on <see cref="Field"/> overwrite intermediate results alone, and that no value changes unseen.</summary>
public sealed class FieldTests
{
    private static readonly long[] Shape = [1, 2, 3, 3];

    [Fact]
    public void Operations_leave_tensors_of_the_caller_as_they_are()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (rand(Shape), rand(Shape));
        var (before, expected) = (a.clone(), ((a * b) + a - b) / (a + 1));

        var result = (((Field)a * b) + a - b) / ((Field)a + 1);

        Assert.True(result.ToTensor(a).allclose(expected));
        Assert.True(a.equal(before).all().item<bool>());
    }

    [Fact]
    public void A_result_that_is_kept_may_be_read_twice()
    {
        using var scope = NewDisposeScope();
        var a = rand(Shape);
        var kept = ((Field)a * 2).Keep();

        var result = (kept + 1) * kept;

        Assert.True(result.ToTensor(a).allclose(((2 * a) + 1) * 2 * a));
    }

    [Fact]
    public void A_result_that_is_read_twice_without_being_kept_is_refused()
    {
        using var scope = NewDisposeScope();
        var result = (Field)rand(Shape) * 2;
        _ = result + 1;

        var exception = Assert.Throws<InvalidOperationException>(() => result * 3);
        Assert.Contains("Keep()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_autograd_records_is_not_overwritten()
    {
        using var scope = NewDisposeScope();
        var a = rand(Shape).requires_grad_();
        var value = (((Field)a * a) * a).ToTensor(a).sum();
        value.backward();

        Assert.True(a.grad!.allclose(3 * a.detach() * a.detach()));
    }
}
