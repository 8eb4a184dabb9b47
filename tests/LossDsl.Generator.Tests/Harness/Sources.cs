namespace LossDsl.Generator.Tests.Harness;

/// <summary>C# sources that several tests compile: the losses of the catalog, and losses around a given formula.</summary>
internal static class Sources
{
    /// <summary>Returns the source of a loss of the catalog, by the name of its class. CS1591 is disabled, as public stages of the catalog need no documentation.</summary>
    public static string Catalog(string loss) => "#pragma warning disable CS1591\n" + File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Losses", loss + ".cs"));

    /// <summary>Returns the sources of all losses of the catalog.</summary>
    public static string[] Catalog() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Losses"), "*.cs").Order(StringComparer.Ordinal).Select(static path => Catalog(Path.GetFileNameWithoutExtension(path)))];

    /// <summary>Returns a loss whose formula is the expression. The parameters are tp, fp, fn, tn, n and the hyperparameters alpha, beta and smooth.</summary>
    public static string Loss(string expression) => LossWithBody($"=> {expression};");

    /// <summary>Returns the same loss with any body of the formula, which further members may follow.</summary>
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
