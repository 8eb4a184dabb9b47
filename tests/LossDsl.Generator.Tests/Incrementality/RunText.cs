using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>Writes all that a run of the generator gave, to compare it with another run.</summary>
internal static class RunText
{
    /// <summary>Returns the generated files and the diagnostics with their positions, both sorted.</summary>
    public static string Of(GeneratorRun run) => string.Join("\n",
    [
        .. run.Diagnostics.Concat(run.Findings).Select(static d => $"{d.Location.GetLineSpan()} {d}").Order(StringComparer.Ordinal),
        .. run.Files.OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => $"{file.Key}\n{file.Value}"),
    ]);
}
