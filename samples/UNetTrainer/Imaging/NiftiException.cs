using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Error in a file that is not a readable NIfTI-1 image. <see cref="NiftiReader"/> throws no other exception for the content of a file.</summary>
internal sealed class NiftiException(string message, Exception? inner = null) : InputException(message, inner);
