namespace LossDsl.Conformance.Hazards;

/// <summary>The table: a row for every loss of the catalog.</summary>
internal static class HazardRows
{
    public static IReadOnlyDictionary<string, Row> All { get; } =
        PixelRows.All.Concat(RegionRows.All).Concat(CompoundRows.All).Concat(BoundaryRows.All).Concat(StructuralRows.All).ToDictionary();
}
