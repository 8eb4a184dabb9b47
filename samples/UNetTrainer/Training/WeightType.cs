namespace UNetTrainer.Training;

/// <summary>Number type in which convolutions compute.</summary>
internal enum WeightType
{
    /// <summary>Floating point with 32 bits.</summary>
    Float32,

    /// <summary>Floating point with 16 bits: the range of float32 and 8 bits of precision. The optimizer keeps float32 copies.</summary>
    Bfloat16,
}
