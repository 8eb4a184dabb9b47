namespace LossDsl.Generator.Formulas;

/// <summary>Every op of the formula language.</summary>
internal static class OpTable
{
    public static IReadOnlyList<Op> Rows { get; } = [.. Arithmetic.Rows, .. Functions.Rows, .. Conditions.Rows];

    private static readonly Dictionary<string, Op> ByMethod = Rows
        .SelectMany(static op => op.Methods.Select(method => (method, op)))
        .ToDictionary(static row => Key(row.method, row.op.Arity), static row => row.op);

    private static readonly Dictionary<string, Op> ByName = Rows.ToDictionary(static op => op.Name, StringComparer.Ordinal);

    /// <summary>The op that a C# method stands for, or null.</summary>
    /// <param name="method">As <c>Namespace.Type.Method</c>.</param>
    /// <param name="arity">The number of its parameters.</param>
    public static Op? Find(string method, int arity) => ByMethod.TryGetValue(Key(method, arity), out var op) ? op : null;

    /// <summary>The op of that name, or null.</summary>
    public static Op? FindByName(string name) => ByName.TryGetValue(name, out var op) ? op : null;

    private static string Key(string method, int arity) => $"{method}/{arity}";
}
