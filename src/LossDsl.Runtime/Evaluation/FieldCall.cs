using LossDsl.Inputs;
using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>Calls field providers and checks the tensors that they return.</summary>
internal static class FieldCall
{
    /// <summary>Computes a field.</summary>
    /// <exception cref="InvalidOperationException">The provider returned a tensor of another shape or device, or one that is not real.</exception>
    public static Tensor Compute(IFieldProvider provider, Tensor values) => Checked(provider.Compute(values), values, provider, nameof(IFieldProvider.Compute));

    /// <summary>Applies the adjoint of a field.</summary>
    /// <exception cref="InvalidOperationException">The provider returned a tensor of another shape or device, or one that is not real.</exception>
    public static Tensor Adjoint(IFieldProvider provider, Tensor values, Tensor upstream) =>
        Checked(provider.Adjoint(values, upstream), values, provider, nameof(IFieldProvider.Adjoint));

    private static Tensor Checked(Tensor result, Tensor values, IFieldProvider provider, string method) =>
        result is null ? throw Wrong(provider, method, "null", values)
        : !result.shape.SequenceEqual(values.shape) ? throw Wrong(provider, method, $"a tensor of shape {ShapeText.Format(result)}", values)
        : !result.is_floating_point() ? throw Wrong(provider, method, $"a tensor of type {result.dtype}", values)
        : result.device_type != values.device_type ? throw Wrong(provider, method, $"a tensor on {result.device}", values)
        : result.to_type(values.dtype);

    private static InvalidOperationException Wrong(IFieldProvider provider, string method, string found, Tensor values) => new(
        $"{provider.GetType().Name}.{method} returned {found}. Expected: a real tensor of the shape of its argument, {ShapeText.Format(values)}, on {values.device}.");
}
