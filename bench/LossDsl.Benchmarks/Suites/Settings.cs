using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace LossDsl.Benchmarks.Suites;

/// <summary>Creates the configuration of BenchmarkDotNet that all suites share.</summary>
internal static class Settings
{
    private const int LongestName = 100;

    /// <summary>
    /// Creates a configuration that measures within this process, because a generated process would lack the native library that the build has put here.
    /// Iterations are many and short. Reports take the fastest, because other work on the machine only ever adds time.
    /// </summary>
    /// <param name="folder">Folder for the log, which is created if necessary.</param>
    /// <param name="milliseconds">Length of an iteration in milliseconds; a call that takes longer is an iteration by itself.</param>
    /// <param name="iterations">Number of iterations of each benchmark in a round.</param>
    public static IConfig Create(string folder, double milliseconds, int iterations) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(new InProcessNoEmitToolchain(TimeSpan.FromMinutes(10), logOutput: false))
            .WithStrategy(RunStrategy.Throughput)
            .WithWarmupCount(1)
            .WithIterationTime(TimeInterval.FromMilliseconds(milliseconds))
            .WithIterationCount(iterations)
            .WithUnrollFactor(1)
            .WithEvaluateOverhead(false)
            .WithGcForce(false))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(new StreamLogger(Path.Combine(Directory.CreateDirectory(folder).FullName, "log.txt")))
        .WithArtifactsPath(folder)
        .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(LongestName))
        .WithOptions(ConfigOptions.DisableLogFile);
}
