namespace LossDsl.Generator.Tests.Harness;

/// <summary>Sources that several tests compile.</summary>
internal static class Sources
{
    /// <summary>A loss of the catalog; its project asks for no comment on public stages.</summary>
    public static string Catalog(string loss) => "#pragma warning disable CS1591\n" + File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Losses", loss + ".cs"));

    /// <summary>All losses of the catalog.</summary>
    public static string[] Catalog() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Losses"), "*.cs").Order(StringComparer.Ordinal).Select(static path => Catalog(Path.GetFileNameWithoutExtension(path)))];

    /// <summary>A class with a formula as an expression. Its parameters are all quantities and three hyperparameters.</summary>
    public static string Loss(string expression) => LossWithBody($"=> {expression};");

    /// <summary>The same with any body, further members after it.</summary>
    public static string LossWithBody(string body) => $$"""
        namespace Tests;

        [Loss("sample")]
        internal sealed partial class SampleLoss
        {
            [Formula]
            static double Formula(double tp, double fp, double fn, double tn, double n, double alpha = 0.5, double beta = 2, double smooth = 1)
                {{body}}
        }
        """;
}
