using LossDsl.Testing.Checks;

namespace LossDsl.Testing;

/// <summary>
/// Checks of a loss, for any test framework: each returns if the loss passes and throws a <see cref="LossCheckException"/> at the first difference. The inputs are random
/// numbers from a fixed seed, on the CPU.
/// </summary>
/// <example><code>
/// [Fact]
/// public void The_gradient_is_right() => LossCheck.Gradient(options => new FBetaLoss(beta: 2, options: options));
/// </code></example>
public static class LossCheck
{
    /// <summary>
    /// Compares the gradient dL/dlogits with central differences of the value, in float64: every activation, region and reduction, hard and soft labels, kernels and tensor
    /// operations. Stopped stages and maps of the prediction are held constant, as the backward pass holds them.
    /// </summary>
    /// <param name="create">Creates the loss with the options that the check passes to it. It may set further options: <c>options with { LabelSmoothing = 0.1 }</c>.</param>
    /// <param name="checks">Activations, shape, seed and tolerances; <see cref="LossCheckOptions.Default"/> if null.</param>
    /// <exception cref="LossCheckException">An element of the gradient differs; the message names setting, element, both numbers and possible causes.</exception>
    /// <exception cref="ArgumentException"><paramref name="create"/> does not use the options that it gets, or the shape of the checks has fewer than two dimensions.</exception>
    public static void Gradient(Func<LossOptions, FormulaLoss> create, LossCheckOptions? checks = null) => new GradientCheck(new(create), checks ?? LossCheckOptions.Default).Run();

    /// <summary>
    /// Compares the value of the module with its formula, in float64. The formula and its stages are called as C# methods, pixel by pixel, private ones too, with the
    /// hyperparameters of the loss. Every activation, region and reduction; random, soft, empty and full targets; kernels and tensor operations.
    /// </summary>
    /// <param name="create">Creates the loss with the options that the check passes to it. It may set further options: <c>options with { LabelSmoothing = 0.1 }</c>.</param>
    /// <param name="checks">Activations, shape, seed and tolerances; <see cref="LossCheckOptions.Default"/> if null.</param>
    /// <exception cref="LossCheckException">A value differs; the message names setting, element, both numbers and possible causes.</exception>
    /// <exception cref="ArgumentException">
    /// The class of the loss has no method with <see cref="FormulaAttribute"/>, <paramref name="create"/> does not use the options that it gets, or the shape of the checks has
    /// fewer than two dimensions.
    /// </exception>
    public static void Formula(Func<LossOptions, FormulaLoss> create, LossCheckOptions? checks = null) => new FormulaCheck(new(create), checks ?? LossCheckOptions.Default).Run();

    /// <summary>
    /// Checks inputs for which naive code gives NaN or infinity, in float32 and float64. Value and gradient must be finite for saturated logits (to ±10000; given
    /// probabilities of 0 and 1) and for targets without foreground or without background. They must be 0 where every pixel is ignored. Ignored pixels must have no gradient
    /// and no influence on the value.
    /// </summary>
    /// <param name="create">Creates the loss with the options that the check passes to it. It may set further options: <c>options with { LabelSmoothing = 0.1 }</c>.</param>
    /// <param name="checks">Activations, shape and seed; <see cref="LossCheckOptions.Default"/> if null.</param>
    /// <exception cref="LossCheckException">A value or an element of the gradient is wrong; the message names setting, element, both numbers and possible causes.</exception>
    /// <exception cref="ArgumentException"><paramref name="create"/> does not use the options that it gets, or the shape of the checks has fewer than two dimensions.</exception>
    public static void Hazards(Func<LossOptions, FormulaLoss> create, LossCheckOptions? checks = null) => new HazardCheck(new(create), checks ?? LossCheckOptions.Default).Run();

    /// <summary>
    /// Compares the adjoint of a differentiable field (<see cref="FieldAttribute"/>) with central differences of the field, in float64, at random values between 0 and 1.
    /// </summary>
    /// <param name="provider">The provider of the field.</param>
    /// <param name="checks">Shape, seed and tolerance of the gradient; <see cref="LossCheckOptions.Default"/> if null.</param>
    /// <exception cref="LossCheckException">An element of the adjoint differs; the message names element, both numbers and possible causes.</exception>
    public static void Adjoint(IFieldProvider provider, LossCheckOptions? checks = null) => new AdjointCheck(provider, checks ?? LossCheckOptions.Default).Run();
}
