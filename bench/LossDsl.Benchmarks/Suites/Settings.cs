using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace LossDsl.Benchmarks.Suites;

/// <summary>How BenchmarkDotNet measures.</summary>
internal static class Settings
{
    /// <summary>
    /// In this process: a generated one would lack the native library that the build has put here. Many short iterations, of which reports take the fastest:
    /// what else runs on the machine only ever adds.
    /// </summary>
    public static IConfig Create(string artifacts, double seconds) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(new InProcessNoEmitToolchain(TimeSpan.FromMinutes(10), logOutput: false))
            .WithStrategy(RunStrategy.Throughput)
            .WithWarmupCount(1)
            .WithIterationTime(TimeInterval.FromSeconds(seconds))
            .WithIterationCount(Iterations)
            .WithUnrollFactor(1)
            .WithEvaluateOverhead(false)
            .WithGcForce(false))
        .AddExporter(JsonExporter.Full)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(new StreamLogger(Path.Combine(artifacts, "log.txt")))
        .WithArtifactsPath(artifacts)
        .WithOptions(ConfigOptions.KeepBenchmarkFiles | ConfigOptions.DisableLogFile);

    /// <summary>Of each benchmark.</summary>
    public const int Iterations = 12;
}
