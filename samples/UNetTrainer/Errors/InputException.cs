namespace UNetTrainer.Errors;

/// <summary>Error in options or files that the user gave. The message is one line: what is wrong, what was expected, what to do. The program ends with exit code 2.</summary>
internal class InputException(string message, Exception? inner = null) : Exception(message, inner);
