using System.Globalization;
using System.Text.Json;
using UNetTrainer.Files;
using UNetTrainer.Imaging;
using UNetTrainer.Reports;
using UNetTrainer.Tests.Support;
using UNetTrainer.Training;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests that every figure of a run follows from its predictions: masks that <c>predict</c> writes are compared with the true ones by plain loops.</summary>
public sealed class FiguresTests(FiguresTests.TrainedRun trained) : IClassFixture<FiguresTests.TrainedRun>
{
    private const double Tolerance = 1.5;

    private static readonly string[] Classes = ["left", "right"];

    private static readonly double[] Spacing = [3, 0.8, 1.25];

    [Fact]
    public void SlicesAndCases_AreThoseOfThePredictedMasks()
    {
        var (slices, cases) = (Rows("slices.csv"), Rows("cases.csv"));
        Assert.Equal(6, cases.Count);
        foreach (var one in cases.Select(static c => c["case"]).Distinct())
        {
            var (truth, predicted) = Masks(one);
            foreach (var (i, name) in Classes.Index())
            {
                var row = Assert.Single(cases, c => c["case"] == one && c["class"] == name);
                AssertCounts(row, Count(truth, predicted, i + 1, 0, truth.Voxels.Length));
                var surface = SurfaceSearch.Compare(Of(truth, i + 1), Of(predicted, i + 1), (truth.Depth, truth.Height, truth.Width), Spacing, Tolerance);
                Assert.Equal(surface.Hausdorff95, Number(row, "hausdorff95"), 1e-4);
                Assert.Equal(surface.SurfaceDice, Number(row, "surface_dice"), 1e-9);
                Assert.Equal("mm", row["unit"]);
                Assert.Equal(Number(row, "false_positives") * 3 * 0.8 * 1.25 / 1000, Number(row, "false_positive_ml"), 1e-6);

                var area = truth.Width * truth.Height;
                var ofClass = slices.Where(s => s["case"] == one && s["class"] == name).ToArray();
                Assert.Equal(truth.Depth, ofClass.Length);
                foreach (var slice in ofClass)
                {
                    var z = int.Parse(slice["slice"].Split(' ')[^1][1..], CultureInfo.InvariantCulture);
                    AssertCounts(slice, Count(truth, predicted, i + 1, z * area, (z + 1) * area));
                }
            }
        }
    }

    [Fact]
    public void TheSummary_FollowsFromTheTables()
    {
        var (slices, cases) = (Rows("slices.csv"), Rows("cases.csv"));
        using var json = JsonDocument.Parse(File.ReadAllText(trained.Folder["run/summary.json"]));
        var summary = json.RootElement;
        foreach (var (i, name) in Classes.Index())
        {
            var figures = summary.GetProperty("classes")[i];
            var (ofCases, ofSlices) = (cases.Where(c => c["class"] == name).ToArray(), slices.Where(s => s["class"] == name).ToArray());
            Assert.Equal(Dice(ofCases), figures.GetProperty("pooled").GetProperty("dice").GetDouble(), 1e-12);
            Assert.Equal(Dice(ofCases), summary.GetProperty("diceByClass").GetProperty(name).GetDouble(), 1e-12);
            AssertMean(ofCases, "dice", figures.GetProperty("cases").GetProperty("dice"));
            AssertMean(ofCases, "specificity", figures.GetProperty("cases").GetProperty("specificity"));
            AssertMean(ofCases, "hausdorff95", figures.GetProperty("hausdorff95"));
            AssertMean(ofCases, "surface_dice", figures.GetProperty("surfaceDice"));
            AssertMean(ofSlices, "dice", figures.GetProperty("slices").GetProperty("dice"));
            AssertMean(ofSlices, "sensitivity", figures.GetProperty("slices").GetProperty("sensitivity"));
            AssertHealthy(ofCases, figures.GetProperty("healthyCases"));
            AssertHealthy(ofSlices, figures.GetProperty("healthySlices"));
        }

        Assert.Equal(Dice(cases), summary.GetProperty("dice").GetDouble(), 1e-12);
        Assert.Equal(Classes.Average(name => Defined(cases.Where(c => c["class"] == name), "dice").Average()), summary.GetProperty("meanCaseDice").GetDouble(), 1e-12);
    }

    [Fact]
    public void ACaseWithoutAClass_HasNoDice_ButFalsePositives()
    {
        var healthy = Rows("cases.csv").Where(static c => c["class"] == "right" && c["true_positives"] == "0" && c["false_negatives"] == "0").ToArray();
        Assert.NotEmpty(healthy);
        Assert.All(healthy, static c => Assert.Equal(("NaN", "NaN", "NaN"), (c["dice"], c["sensitivity"], c["surface_dice"])));
        Assert.Contains($"{healthy.Length} case", trained.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", trained.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("[> ]NaN", File.ReadAllText(trained.Folder["run/report.html"]));
    }

    [Fact]
    public void ConsoleReportAndEvaluate_ShowTheNumbersOfTheSummary()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(trained.Folder["run/summary.json"]));
        var evaluated = CommandLine.Run("evaluate", trained.Folder["run"], "--device", "cpu", "--json");
        Assert.Equal((0, ""), (evaluated.ExitCode, evaluated.Error));
        using var figures = JsonDocument.Parse(evaluated.Output);
        Assert.Equal(json.RootElement.GetProperty("classes").GetRawText(), figures.RootElement.GetProperty("classes").GetRawText());
        Assert.Equal(Tolerance, figures.RootElement.GetProperty("surfaceTolerance").GetDouble());

        string[] shown = [Text(json.RootElement.GetProperty("dice")), .. json.RootElement.GetProperty("classes").EnumerateArray().Select(static c => Text(c.GetProperty("cases").GetProperty("dice").GetProperty("value")))];
        var (report, table) = (File.ReadAllText(trained.Folder["run/report.html"]), CommandLine.Run("evaluate", trained.Folder["run"], "--device", "cpu").Output);
        Assert.All(shown, n => Assert.All([trained.Output, report, table], page => Assert.Contains(n, page, StringComparison.Ordinal)));
        Assert.All(Classes, c => Assert.Matches($"Worst: .*Dice .*{c} ", report));

        static string Text(JsonElement number) => number.GetDouble().ToString("F4", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void ARunOfAnEarlierVersion_IsStillReported()
    {
        Directory.CreateDirectory(trained.Folder["old/dice/seed-1"]);
        foreach (var file in Directory.GetFiles(trained.Folder["run"]))
        {
            File.Copy(file, Path.Combine(trained.Folder["old/dice/seed-1"], Path.GetFileName(file)), overwrite: true);
        }

        File.Delete(Path.Combine(trained.Folder["old/dice/seed-1"], FolderMark.Name));
        File.Delete(trained.Folder["old/dice/seed-1/cases.csv"]);
        File.WriteAllText(trained.Folder["old/dice/seed-1/slices.csv"], "slice,true_positives,false_positives,false_negatives,true_negatives,dice\na z1,4,1,1,90,0.8\na z2,0,0,0,96,1\n");
        Strip("summary.json", "classes", "meanCaseDice");
        Strip("config.json", "surfaceTolerance");
        Assert.Contains("Worst: a z1, Dice 0.8000", File.ReadAllText(RunReport.Write(trained.Folder["old/dice/seed-1"], LossCatalog.All)), StringComparison.Ordinal);

        void Strip(string name, params string[] members)
        {
            var path = trained.Folder[$"old/dice/seed-1/{name}"];
            var content = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            Assert.All(members, m => Assert.True(content.Remove(m), m));
            File.WriteAllText(path, content.ToJsonString());
        }
    }

    /// <summary>Run folder of a small network for two classes on five volumes, of which two lack a class and one has another size, trained once.</summary>
    public sealed class TrainedRun : IDisposable
    {
        public TrainedRun()
        {
            var cases = Enumerable.Range(0, 5).Select(Write).ToArray();
            var labels = Folder.Write("labels.txt", "left: 1\nright: 2\n"u8.ToArray());
            var run = CommandLine.Run([
                "train", "--image", .. cases.Select(static c => c.Image), "--mask", .. cases.Select(static c => c.Mask), "--labels", labels, "--split", "20-20-60", "--device", "cpu", "--axis", "z",
                "--mirror", "false", "--width", "4", "--depth", "3", "--epochs", "3", "--learning-rate", "0.01", "--surface-tolerance", "1.5", "--out", Folder["run"]]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Output = run.Output;
        }

        internal TemporaryFolder Folder { get; } = new();

        internal string Output { get; }

        public void Dispose() => Folder.Dispose();

        // A bright ellipsoid of two halves; cases 1 to 3 lack the second.
        private (string Image, string Mask) Write(int number)
        {
            var (width, height, depth) = (number == 4 ? 20 : 16, 14, 8);
            var random = new Random(number);
            var (image, mask) = (new double[width * height * depth], new double[width * height * depth]);
            for (var i = 0; i < image.Length; i++)
            {
                var (x, y, z) = (i % width, i / width % height, i / (width * height));
                var inside = Square((x - 8) / 6.0) + Square((y - 7) / 5.0) + Square((z - 4) / 3.5) < 1;
                mask[i] = !inside ? 0 : x < 8 ? 1 : number is 1 or 2 or 3 ? 0 : 2;
                image[i] = (60 * mask[i]) + random.Next(40);
            }

            var file = new NiftiFile { Dim = [3, (short)width, (short)height, (short)depth, 1, 1, 1, 1], Type = 2 };
            return (Write($"c{number}.nii", file with { Values = image }), Write($"c{number}-truth.nii", file with { Values = mask }));
        }

        private string Write(string name, NiftiFile file)
        {
            var bytes = file.ToBytes();
            foreach (var (i, step) in new[] { 1.25f, 0.8f, 3f }.Index())
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(80 + (4 * i)), step);
            }

            return Folder.Write(name, bytes);
        }

        private static double Square(double x) => x * x;
    }

    private (Volume Truth, Volume Predicted) Masks(string name)
    {
        var folder = trained.Folder[$"predicted-{name}"];
        if (!Directory.Exists(folder))
        {
            var predicted = CommandLine.Run("predict", trained.Folder["run"], "--image", trained.Folder[$"{name}.nii"], "--out", folder, "--device", "cpu");
            Assert.Equal((0, ""), (predicted.ExitCode, predicted.Error));
        }

        return (NiftiReader.Read(trained.Folder[$"{name}-truth.nii"]), NiftiReader.Read(Assert.Single(Directory.GetFiles(folder, "*.nii*"))));
    }

    private IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string name)
    {
        var lines = File.ReadAllLines(trained.Folder[$"run/{name}"]).Select(static l => l.Split(',')).ToArray();
        return [.. lines.Skip(1).Select(fields => lines[0].Zip(fields).ToDictionary(static f => f.First, static f => f.Second))];
    }

    private static Confusion Count(Volume truth, Volume predicted, int c, int from, int to)
    {
        long tp = 0, fp = 0, fn = 0, tn = 0;
        for (var i = from; i < to; i++)
        {
            switch (truth.Voxels[i] == c, predicted.Voxels[i] == c)
            {
                case (true, true): tp++; break;
                case (false, true): fp++; break;
                case (true, false): fn++; break;
                default: tn++; break;
            }
        }

        return new(tp, fp, fn, tn);
    }

    private static bool[] Of(Volume mask, int c) => Array.ConvertAll(mask.Voxels, v => v == c);

    private static void AssertCounts(IReadOnlyDictionary<string, string> row, Confusion expected)
    {
        var (tp, fp, fn, tn) = ((double)expected.TruePositives, (double)expected.FalsePositives, (double)expected.FalseNegatives, (double)expected.TrueNegatives);
        Assert.Equal((tp, fp, fn, tn), (Number(row, "true_positives"), Number(row, "false_positives"), Number(row, "false_negatives"), Number(row, "true_negatives")));
        Assert.Equal(tp + fn == 0 ? double.NaN : 2 * tp / ((2 * tp) + fp + fn), Number(row, "dice"), 1e-12);
        Assert.Equal(tp + fn == 0 ? double.NaN : tp / (tp + fn), Number(row, "sensitivity"), 1e-12);
        Assert.Equal(tn + fp == 0 ? double.NaN : tn / (tn + fp), Number(row, "specificity"), 1e-12);
    }

    private static void AssertMean(IEnumerable<IReadOnlyDictionary<string, string>> rows, string column, JsonElement mean)
    {
        var defined = Defined(rows, column).ToArray();
        Assert.Equal(defined.Length, mean.GetProperty("count").GetInt32());
        Assert.Equal(defined.Length == 0 ? double.NaN : defined.Average(), mean.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : double.NaN, 1e-12);
    }

    private static void AssertHealthy(IEnumerable<IReadOnlyDictionary<string, string>> rows, JsonElement figures)
    {
        var healthy = rows.Where(static r => r["true_positives"] == "0" && r["false_negatives"] == "0").ToArray();
        Assert.Equal(healthy.Length, figures.GetProperty("count").GetInt32());
        Assert.Equal(healthy.Count(static r => r["false_positives"] != "0"), figures.GetProperty("withFalsePositives").GetInt32());
        Assert.Equal(healthy.Sum(static r => Number(r, "false_positives")), figures.GetProperty("falsePositives").GetInt64());
    }

    private static IEnumerable<double> Defined(IEnumerable<IReadOnlyDictionary<string, string>> rows, string column) =>
        rows.Select(r => Number(r, column)).Where(static n => !double.IsNaN(n));

    private static double Dice(IReadOnlyCollection<IReadOnlyDictionary<string, string>> rows) =>
        2 * rows.Sum(static r => Number(r, "true_positives")) / rows.Sum(static r => (2 * Number(r, "true_positives")) + Number(r, "false_positives") + Number(r, "false_negatives"));

    private static double Number(IReadOnlyDictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);
}
