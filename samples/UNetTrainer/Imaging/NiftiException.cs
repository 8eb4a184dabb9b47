using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>A file is not a NIfTI-1 image that can be read. The only exception that <see cref="NiftiReader"/> lets out for a file's content.</summary>
internal sealed class NiftiException(string message, Exception? inner = null) : InputException(message, inner);
