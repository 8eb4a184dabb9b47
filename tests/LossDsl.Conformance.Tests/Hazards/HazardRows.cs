namespace LossDsl.Conformance.Hazards;

/// <summary>The hazard table: a row of stated values for every loss of the catalog, by name.</summary>
internal static class HazardRows
{
    public static IReadOnlyDictionary<string, HazardRow> All { get; } =
        PixelRows.All.Concat(RegionRows.All).Concat(CompoundRows.All).Concat(BoundaryRows.All).Concat(StructuralRows.All)
            .Concat(FocalVariantRows.All).Concat(OverlapVariantRows.All).Concat(SkeletonRows.All).Concat(WindowRows.All).Concat(OrderRows.All)
            .Concat(SimilarityRows.All).Concat(CalibrationRows.All).ToDictionary();
}
