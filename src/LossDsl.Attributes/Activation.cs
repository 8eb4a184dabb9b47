namespace LossDsl;

/// <summary>Function from the logits z of a pixel to the probabilities p that a formula reads.</summary>
public enum Activation
{
    /// <summary>p = 1 / (1 + e^-z) for each class independently. For one class, or for classes that may overlap.</summary>
    Sigmoid,

    /// <summary>p_c = e^z_c / Σ_k e^z_k over dimension 1, so that the probabilities of a pixel add up to 1. For mutually exclusive classes; needs two or more.</summary>
    Softmax,

    /// <summary>p = z: the network already returns probabilities in [0, 1].</summary>
    None,
}
