namespace LossDsl.Autograd;

/// <summary>Exception of a backward pass that finds logits or target modified in place since the forward pass, so that the gradient cannot be computed.</summary>
internal sealed class ChangedInputsException(Exception cause)
    : InvalidOperationException($"Logits or target were modified in place after the loss was called and before its backward: clone what is to be modified. {cause.Message.Split('\n')[0]}", cause);
