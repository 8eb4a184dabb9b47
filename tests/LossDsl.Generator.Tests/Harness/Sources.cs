namespace LossDsl.Generator.Tests.Harness;

/// <summary>Sources that several tests compile.</summary>
internal static class Sources
{
    /// <summary>A loss of the catalogue; its project asks for no comment on public stages.</summary>
    public static string Catalogue(string loss) => "#pragma warning disable CS1591\n" + File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Losses", loss + ".cs"));

    /// <summary>All losses of the catalogue.</summary>
    public static string[] Catalogue() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Losses"), "*.cs").Order(StringComparer.Ordinal).Select(static path => Catalogue(Path.GetFileNameWithoutExtension(path)))];

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
