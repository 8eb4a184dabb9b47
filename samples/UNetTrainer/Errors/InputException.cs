namespace UNetTrainer.Errors;

/// <summary>What the user gave cannot be used. The message is one line: what was wrong, what was expected, what to do. The program ends with exit code 2.</summary>
internal class InputException(string message, Exception? inner = null) : Exception(message, inner);
