using System.Text.RegularExpressions;

namespace LossDsl.Generator.Text;

/// <summary>Names of generated members.</summary>
internal static class Names
{
    // One letter, t0, a15, dTp, sumX3, and the words.
    private static readonly Regex OwnLocal = new(
        @"^(.|[ta]\d+|d\p{Lu}.*|(sum|classSum|share|spread).*\d|tp|fp|fn|tn|(true|false)(Positive|Negative)|truePositiveSlope|logP|logQ|classWeight(InMean)?|divisor|classes|c\d+|pass\d+|pixel|pixels|images|coefficients|results|upstream|value|gradient|reduced)$", RegexOptions.CultureInvariant);

    private const string Suffix = "Stage";

    private static readonly HashSet<string> Keywords = new(
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate",
        "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in",
        "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private",
        "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this",
        "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ], StringComparer.Ordinal);

    // Words that the language reads as more than a name in some places: as a type, a namespace or a parameter they are written as keywords are.
    private static readonly HashSet<string> ContextualKeywords = new(
        ["async", "await", "dynamic", "extension", "field", "file", "global", "managed", "nint", "notnull", "nuint", "partial", "record", "required", "scoped", "unmanaged", "var", "where", "yield"],
        StringComparer.Ordinal);

    /// <summary>The name as C# writes it: a keyword needs an @.</summary>
    public static string ToIdentifier(string name) => Keywords.Contains(name) || ContextualKeywords.Contains(name) ? "@" + name : name;

    /// <summary>A local of generated code for a stage or a map: <c>CrossEntropy</c> becomes <c>crossEntropy</c>. Names that generated code uses itself get a suffix.</summary>
    public static string ToLocal(string name)
    {
        // A method or a parameter that is still being typed has no name.
        var local = Lower(name);
        return IsOwn(local) ? local + Suffix : local;
    }

    /// <summary>The stage or map of a local of generated code, as a parameter is named: <c>true</c> for <c>trueStage</c>. Any other name as it is.</summary>
    public static string FromLocal(string local) =>
        local.EndsWith(Suffix, StringComparison.Ordinal) && IsOwn(local.Substring(0, local.Length - Suffix.Length)) ? local.Substring(0, local.Length - Suffix.Length) : local;

    /// <summary>The parameter that reads a stage: <c>crossEntropy</c> for <c>CrossEntropy</c>, <c>@true</c> for <c>True</c>.</summary>
    public static string ToParameter(string method) => ToIdentifier(Lower(method));

    // Suffixed names are taken as well: a stage A and a stage AStage are two.
    private static bool IsOwn(string local)
    {
        while (local.EndsWith(Suffix, StringComparison.Ordinal))
        {
            local = local.Substring(0, local.Length - Suffix.Length);
        }

        return Keywords.Contains(local) || OwnLocal.IsMatch(local);
    }

    private static string Lower(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>A namespace from the name of an assembly: what no identifier may contain becomes an underscore.</summary>
    public static string ToNamespace(string assembly) => string.Join(".", assembly.Split('.').Select(static part =>
    {
        var name = new string([.. part.Select(static c => char.IsLetterOrDigit(c) ? c : '_')]);
        return name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : ToIdentifier(name);
    }));

    /// <summary>An identifier that no other name of an assembly makes: every character that is no letter or digit becomes its number, <c>My-Losses</c> becomes <c>My_002dLosses</c>.</summary>
    public static string ToUniqueIdentifier(string assembly) =>
        ToIdentifier(string.Concat(assembly.Select(static (c, i) => char.IsLetter(c) || (i > 0 && char.IsDigit(c)) ? c.ToString() : $"_{(int)c:x4}")));

    /// <summary>The property of a hyperparameter: <c>fpWeight</c> becomes <c>FpWeight</c>.</summary>
    public static string ToPascalCase(string parameter)
    {
        var name = parameter.TrimStart('_');
        return name.Length == 0 || !char.IsLetter(name[0]) ? parameter : char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
