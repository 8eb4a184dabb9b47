using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LossDsl.GpuCheck.Results;

/// <summary>Results of all parts: text and tables in Markdown, and the same rows in JSON.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly StringBuilder markdown = new();
    private readonly JsonObject json;

    /// <param name="machine">The machine.</param>
    public Report(Machine machine)
    {
        json = new() { ["device"] = machine.Name, ["framework"] = RuntimeInformation.FrameworkDescription, ["quick"] = machine.IsQuick, ["libtorch"] = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") };
        Line(Invariant($"# LossDsl on {machine.Name}\n\n{RuntimeInformation.FrameworkDescription}, L2 cache {machine.CacheSize >> 20} MiB{(machine.IsQuick ? ". Quick: the figures mean nothing" : "")}"));
    }

    /// <summary>Number of checks that passed.</summary>
    public int Passed { get; private set; }

    /// <summary>Number of checks that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Runs a part. An exception is a failed check and does not end the others.</summary>
    public void Run(string name, Action part)
    {
        Line($"\n## {name}\n");
        try
        {
            part();
        }
        catch (Exception e)
        {
            Check(false, $"{name} ended with an exception: {e}");
        }
    }

    /// <summary>Counts a check; one that failed is written down.</summary>
    public void Check(bool isPassed, string failure)
    {
        Passed += isPassed ? 1 : 0;
        if (!isPassed)
        {
            Failed++;
            Line($"- **failed**: {failure}");
            ((JsonArray)(json["failures"] ??= new JsonArray())).Add((JsonNode)failure);
        }
    }

    /// <summary>Writes a line.</summary>
    public void Line(string text)
    {
        markdown.AppendLine(text);
        Console.WriteLine(text);
    }

    /// <summary>Writes a table.</summary>
    /// <param name="name">Name of the rows in JSON.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">Rows of text and numbers; NaN stands for a missing number.</param>
    public void Table(string name, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<object>> rows)
    {
        Line($"\n| {string.Join(" | ", header)} |\n|{string.Concat(header.Select((_, i) => rows.Count > 0 && rows[0][i] is string ? "---|" : "---:|"))}");
        foreach (var row in rows)
        {
            Line($"| {string.Join(" | ", row.Select(Text))} |");
        }

        json[name] = new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject(header.Zip(row, static (column, cell) => KeyValuePair.Create(column, Node(cell)))))]);
    }

    /// <summary>Writes the files.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "check.md"), markdown.ToString());
        (json["passed"], json["failed"]) = (Passed, Failed);
        File.WriteAllText(Path.Combine(folder, "check.json"), json.ToJsonString(Indented));
    }

    private static string Text(object cell) => cell switch
    {
        double.NaN => "",
        double number => number.ToString(Math.Abs(number) switch { 0 or >= 100 => "F0", >= 10 => "F1", >= 0.01 => "F2", _ => "G2" }, CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };

    private static JsonNode? Node(object cell) => cell switch { double.NaN => null, double number => number, int number => number, long number => number, _ => cell.ToString() };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
