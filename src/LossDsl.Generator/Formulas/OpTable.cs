namespace LossDsl.Generator.Formulas;

/// <summary>Lists all ops, and finds an op by its name or by a C# method that stands for it.</summary>
internal static class OpTable
{
    /// <summary>All ops of the intermediate representation, including those that no C# method stands for.</summary>
    public static IReadOnlyList<Op> Rows { get; } = [.. Arithmetic.Rows, .. Functions.Rows, .. Conditions.Rows];

    private static readonly Dictionary<string, Op> ByMethod = Rows
        .SelectMany(static op => op.Methods.Select(method => (method, op)))
        .ToDictionary(static row => Key(row.method, row.op.Arity), static row => row.op);

    private static readonly Dictionary<string, Op> ByName = Rows.ToDictionary(static op => op.Name, StringComparer.Ordinal);

    /// <summary>Returns the op that a C# method stands for; null if there is none.</summary>
    /// <param name="method">The method as <c>Namespace.Type.Method</c>.</param>
    /// <param name="arity">The number of the method's parameters.</param>
    public static Op? Find(string method, int arity) => ByMethod.TryGetValue(Key(method, arity), out var op) ? op : null;

    /// <summary>Returns the op with the given name; null if there is none.</summary>
    public static Op? FindByName(string name) => ByName.TryGetValue(name, out var op) ? op : null;

    private static string Key(string method, int arity) => $"{method}/{arity}";
}
