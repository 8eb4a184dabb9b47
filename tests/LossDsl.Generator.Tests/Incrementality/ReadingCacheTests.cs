using System.Runtime.CompilerServices;
using LossDsl.Generator.Frontend;
using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>Tests that a loss is not read again after edits that cannot concern it, and that the cache of readings keeps nothing of earlier versions of the project.</summary>
public sealed class ReadingCacheTests
{
    private const string Loss = """
        namespace App.Losses;
        [Loss("first")]
        partial class FirstLoss
        {
            [Formula] static double Formula(double tp, double fp) => Math.Log(1 + Helpers.Ratio(tp, fp));
        }
        """;

    private const string Helper = "namespace App; static class Helpers { public static double Ratio(double a, double b) => a / (a + b + Numbers.A); }";
    private const string Number = "namespace App; static class Numbers { public const double A = 1; }";

    [Theory]
    [InlineData("namespace App; class Window { int Count() => 1; }", "=> 1", "=> 2")]
    [InlineData("namespace App; class Window { int Count() => 1; }", "Count() => 1;", "Count() => 1; int Log;")]
    [InlineData("namespace App; class Window { int Count() => 1; }", "Window", "Door")]
    [InlineData("namespace App; class Window { int Count() => 1; }", "App;", "App.Windows;")]
    [InlineData("namespace App; class Window { int Count() => 1; }", "{", "{ unfinished ")]
    [InlineData("var tp = 1; System.Console.WriteLine(tp);", "WriteLine(", "WriteLine(2 + ")]
    [InlineData("var count = 1; System.Console.WriteLine(count);", "= 1", "= 2")]
    public void An_edit_that_cannot_concern_a_loss_leaves_it_unread(string unrelated, string old, string edit)
    {
        Assert.Contains(old, unrelated, StringComparison.Ordinal);
        var start = GeneratorRun.Of(Loss, Helper, Number, unrelated);
        var before = Names(start);
        var run = start.Edit(3, unrelated.Replace(old, edit));
        Assert.Same(before, Names(run));
        Assert.Equal(RunText.Of(run.Afresh()), RunText.Of(run));
    }

    [Fact]
    public void An_edit_of_a_constant_behind_a_helper_reads_the_loss()
    {
        var start = GeneratorRun.Of(Loss, Helper, Number);
        var before = Names(start);
        Assert.NotSame(before, Names(start.Edit(2, Number.Replace("1", "2"))));
    }

    [Fact]
    public void The_cache_keeps_no_compilation_although_the_file_of_the_loss_lives_on()
    {
        var (file, compilations) = Edit();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.DoesNotContain(compilations, static compilation => compilation.IsAlive);
        GC.KeepAlive(file);
    }

    // Each reading collects its names anew.
    private static HashSet<string> Names(GeneratorRun run)
    {
        var file = run.Input.SyntaxTrees.Single(static tree => tree.FilePath == "Source0.cs");
        return ReadingCache.Find(file.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Single())!.Names;
    }

    // Not inlined, so that no variable of the test holds a run.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (SyntaxTree File, WeakReference[] Compilations) Edit()
    {
        var library = GeneratorRun.OfAssembly("Library", References.All, "public class Used;").Output;
        var start = GeneratorRun.Of([.. References.All, library.ToMetadataReference()], Loss, Helper, Number, "class Window;");
        var run = start.Edit(3, "class Door;");
        return (run.Input.SyntaxTrees.Single(static tree => tree.FilePath == "Source0.cs"), [new(library), new(start.Input), new(run.Input)]);
    }
}
