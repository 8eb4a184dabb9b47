namespace LossDsl.Generator;

/// <summary>Names of the steps of the incremental pipeline. Tests look up steps by these names to check which results came from the cache.</summary>
internal static class TrackingNames
{
    public const string Read = nameof(Read);
    public const string Spec = nameof(Spec);
    public const string Stub = nameof(Stub);
    public const string Diagnostics = nameof(Diagnostics);
    public const string Plan = nameof(Plan);
    public const string Proof = nameof(Proof);
    public const string Files = nameof(Files);
    public const string Catalog = nameof(Catalog);
}
