using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace LossDsl.Benchmarks.Suites;

/// <summary>How BenchmarkDotNet measures.</summary>
internal static class Settings
{
    private const int LongestName = 100;

    /// <summary>
    /// In this process: a generated one would lack the native library that the build has put here. Many short iterations, of which reports take the fastest:
    /// what else runs on the machine only ever adds.
    /// </summary>
    /// <param name="folder">Where the log goes.</param>
    /// <param name="milliseconds">The length of an iteration; a call that takes longer is an iteration by itself.</param>
    /// <param name="iterations">Of each benchmark in a round.</param>
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
