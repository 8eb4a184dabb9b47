namespace LossDsl.Conformance.Cases;

/// <summary>What a case has beside activation, region and reduction.</summary>
internal enum Extra
{
    Nothing,
    IgnoreIndex,
    Mask,
    WithoutBackground,
    ClassWeights,
    LabelSmoothing,
    SkipEmpty,
    MeanProbabilityOfEmpty,
    OneForEmpty,
    Everything,
    SoftLabels,
    ClassWeightsByWeight,
}
