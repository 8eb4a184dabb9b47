namespace LossDsl.Conformance.Cases;

/// <summary>Option that a case sets besides activation, region and reduction.</summary>
internal enum CaseOption
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
