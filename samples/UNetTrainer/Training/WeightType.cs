namespace UNetTrainer.Training;

/// <summary>The type that convolutions compute in.</summary>
internal enum WeightType
{
    /// <summary>32 bits.</summary>
    Float32,

    /// <summary>16 bits with the range of float32 and 8 bits of precision; the optimizer keeps float32 copies.</summary>
    Bfloat16,
}
