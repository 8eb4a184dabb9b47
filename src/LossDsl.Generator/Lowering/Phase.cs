using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>Region arithmetic, followed by the pass that reads its results.</summary>
/// <param name="RegionSteps">Steps on values of regions and images.</param>
/// <param name="Pass">The pass, or null in the last phase.</param>
internal sealed record Phase(EquatableArray<Step> RegionSteps, Pass? Pass);
