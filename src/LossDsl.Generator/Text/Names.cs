using System.Text.RegularExpressions;

namespace LossDsl.Generator.Text;

/// <summary>Derives the names of generated locals, parameters, properties and namespaces from names in the user's source, and avoids collisions.</summary>
internal static class Names
{
    // Locals of generated code: single letters, numbered temporaries (t0, a15), adjoints (dTp), numbered sums (sumX3), covariances (varianceAroundMeanP) and fixed words.
    private static readonly Regex ReservedLocal = new(
        @"^(.|[ta]\d+|d\p{Lu}.*|(sum|classSum|classTotal|batchSum|share|spread).*\d|(variance|covariance)Around\p{Lu}.*|tp|fp|fn|tn|(true|false)(Positive|Negative)|truePositiveSlope|logP|logQ|classWeight(InMean)?|divisor|classes|c\d+|pass\d+|pixel|pixels|images|inclusion|coefficients|results|upstream|value|gradient|reduced)$", RegexOptions.CultureInvariant);

    private const string Suffix = "Stage";

    private static readonly HashSet<string> Keywords = new(
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate",
        "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in",
        "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private",
        "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this",
        "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ], StringComparer.Ordinal);

    // C# reserves these words only in some positions. As the name of a type, namespace or parameter they are escaped like keywords.
    private static readonly HashSet<string> ContextualKeywords = new(
        ["async", "await", "dynamic", "extension", "field", "file", "global", "managed", "nint", "notnull", "nuint", "partial", "record", "required", "scoped", "unmanaged", "var", "where", "yield"],
        StringComparer.Ordinal);

    /// <summary>Returns the name as a C# identifier: <c>@true</c> for the keyword <c>true</c>, any other name unchanged.</summary>
    public static string ToIdentifier(string name) => Keywords.Contains(name) || ContextualKeywords.Contains(name) ? "@" + name : name;

    /// <summary>
    /// Returns the local of generated code that holds a stage or a map: <c>CrossEntropy</c> becomes <c>crossEntropy</c>. A name that generated code uses itself, or a keyword,
    /// gets the suffix <c>Stage</c>: <c>True</c> becomes <c>trueStage</c>.
    /// </summary>
    public static string ToLocal(string name)
    {
        var local = Lower(name);
        return IsReserved(local) ? local + Suffix : local;
    }

    /// <summary>Returns the name that a user's parameter has for a local from <see cref="ToLocal"/>: <c>true</c> for <c>trueStage</c>, any other name unchanged.</summary>
    public static string FromLocal(string local) =>
        local.EndsWith(Suffix, StringComparison.Ordinal) && IsReserved(local.Substring(0, local.Length - Suffix.Length)) ? local.Substring(0, local.Length - Suffix.Length) : local;

    /// <summary>Returns the parameter that reads a stage, as source text: <c>crossEntropy</c> for <c>CrossEntropy</c>, <c>@true</c> for <c>True</c>.</summary>
    public static string ToParameter(string method) => ToIdentifier(Lower(method));

    // Suffixed names are reserved too. Otherwise a stage A, renamed to aStage, would collide with a stage AStage.
    private static bool IsReserved(string local)
    {
        while (local.EndsWith(Suffix, StringComparison.Ordinal))
        {
            local = local.Substring(0, local.Length - Suffix.Length);
        }

        return Keywords.Contains(local) || ReservedLocal.IsMatch(local);
    }

    // The name is empty while the user is still typing a method or parameter.
    private static string Lower(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>
    /// Returns a namespace for an assembly. Each part between dots becomes an identifier: other characters become underscores, and a leading digit gets an underscore before it.
    /// </summary>
    public static string ToNamespace(string assembly) => string.Join(".", assembly.Split('.').Select(static part =>
    {
        var name = new string([.. part.Select(static c => char.IsLetterOrDigit(c) ? c : '_')]);
        return name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : ToIdentifier(name);
    }));

    /// <summary>
    /// Returns an identifier that is unique to the name of an assembly. Every character except letters and digits becomes its hexadecimal code:
    /// <c>My-Losses</c> becomes <c>My_002dLosses</c>.
    /// </summary>
    public static string ToUniqueIdentifier(string assembly) =>
        ToIdentifier(string.Concat(assembly.Select(static (c, i) => char.IsLetter(c) || (i > 0 && char.IsDigit(c)) ? c.ToString() : $"_{(int)c:x4}")));

    /// <summary>Returns the property of a hyperparameter: <c>fpWeight</c> becomes <c>FpWeight</c>. A name without a letter to capitalize stays unchanged.</summary>
    public static string ToPascalCase(string parameter)
    {
        var name = parameter.TrimStart('_');
        return name.Length == 0 || !char.IsLetter(name[0]) ? parameter : char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
