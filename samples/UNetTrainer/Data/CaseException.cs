using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>Error in the files of one case, without which other cases can be used.</summary>
internal sealed class CaseException(InputException inner) : InputException(inner.Message, inner);
