namespace LossDsl;

/// <summary>How logits become probabilities.</summary>
public enum Activation
{
    /// <summary>Every class on its own: p = 1 / (1 + e^-z). For one class, or for classes that may overlap.</summary>
    Sigmoid,

    /// <summary>The classes of a pixel share one unit of probability: p_c = e^z_c / Σ e^z_k over dimension 1. Needs two classes or more.</summary>
    Softmax,

    /// <summary>The input is already a probability in [0, 1].</summary>
    None,
}
