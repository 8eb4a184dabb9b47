using System.Runtime.CompilerServices;
using LossDsl.Generator.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Cache of the last reading of each loss. The compiler asks for every loss again after each edit of any file, and the cache answers unless the edit can concern the loss.
/// The keys are weak, and a reading holds no compilation, so that the cache keeps only the last reading of each file that is still in use.
/// </summary>
internal static class ReadingCache
{
    private static readonly ConditionalWeakTable<SyntaxNode, StrongBox<Reading?>> Known = new();

    /// <summary>Reads a loss, or returns the last result if reading would give the same.</summary>
    public static LossReadResult? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var compilation = context.SemanticModel.Compilation;
        var last = Known.GetValue(context.TargetNode, static _ => new(null));

        // Two projects with this file may write at once. Each reading is immutable, and checked before use.
        var reading = Volatile.Read(ref last.Value);
        if (reading?.IsValid(compilation) == true)
        {
            // From now on the next edit alone is compared.
            reading = reading with { Project = ProjectDeclarations.Of(compilation) };
        }
        else
        {
            var files = new SourceFiles();
            reading = Reading.Create(LossReader.Read(context, files, cancellation), files, compilation);
        }

        Volatile.Write(ref last.Value, reading);
        return reading.Result;
    }

    /// <summary>Returns the last reading of a loss, or null if the loss was never read. Tests see by its objects whether the loss was read again.</summary>
    public static Reading? Find(SyntaxNode declaration) => Known.TryGetValue(declaration, out var last) ? last.Value : null;
}
