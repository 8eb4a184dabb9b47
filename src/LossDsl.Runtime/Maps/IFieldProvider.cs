using static TorchSharp.torch;

namespace LossDsl;

/// <summary>
/// Computes a differentiable field that a formula reads by <see cref="FieldAttribute"/>, and its adjoint. Implementations need a constructor without parameters and must not keep state
/// between calls, because several threads may call them at once.
/// </summary>
/// <remarks>
/// The first dimension may hold the whole batch or a part of it: treat each image by itself. A gradient with <c>create_graph</c> differentiates both methods again, which needs
/// differentiable tensor operations in them. <c>LossCheck.Adjoint</c> of LossDsl.Testing checks an adjoint.
/// </remarks>
public interface IFieldProvider
{
    /// <summary>Computes the field.</summary>
    /// <param name="values">The values of the stage's method, [B, C, ...], float32 or float64; 0 at pixels that are not valid. Must not be changed in place.</param>
    /// <returns>A real tensor of that shape, on that device.</returns>
    Tensor Compute(Tensor values);

    /// <summary>Applies the adjoint: the transpose of the Jacobian of <see cref="Compute"/> at <paramref name="values"/>, times the upstream gradient.</summary>
    /// <param name="values">The values that <see cref="Compute"/> gets.</param>
    /// <param name="upstream">The derivative of the loss by the field, of the same shape; 0 at pixels that are not valid.</param>
    /// <returns>The derivative of the loss by <paramref name="values"/>: a real tensor of that shape, on that device.</returns>
    Tensor Adjoint(Tensor values, Tensor upstream);
}
