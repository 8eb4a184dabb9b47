namespace LossDsl.Autograd;

/// <summary>Logits or target are no longer what the loss was computed from.</summary>
internal sealed class ChangedInputsException(Exception cause)
    : InvalidOperationException($"Logits or target were modified in place after the loss was called and before its backward: clone what is to be modified. {cause.Message.Split('\n')[0]}", cause);
