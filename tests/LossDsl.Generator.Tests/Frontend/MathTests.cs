using System.Globalization;
using System.Reflection;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Frontend;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Frontend;

/// <summary>Tests that a formula can call every public method of <c>System.Math</c> and <c>System.MathF</c>, or that the call is refused with what to write instead.</summary>
public sealed class MathTests
{
    private static readonly IReadOnlyList<MethodInfo> Methods =
        [.. new[] { typeof(Math), typeof(MathF) }.SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))];

    // The message for each refused call, by the name of its variable (r0, r1, ...). All calls are in one formula.
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Refused = new(static () =>
    {
        var calls = Methods.Select(static (method, i) => $"var r{i} = {Call(method)};");
        var run = GeneratorRun.Of(Sources.LossWithBody("{\n" + string.Join("\n", calls) + "\nreturn fp; }"));
        Assert.All(run.Diagnostics, static d => Assert.Equal("LOSS1003", d.Id));
        return run.Diagnostics.ToDictionary(static d => VariableName(d.Location.SourceTree!.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line].ToString()), static d => d.GetMessage(CultureInfo.InvariantCulture));
    });

    public static TheoryData<string> All => [.. Methods.Select(static (method, i) => $"{i}: {method}")];

    [Theory]
    [MemberData(nameof(All))]
    public void A_method_is_translated_or_refused_with_advice(string signature)
    {
        var index = int.Parse(signature.Split(':')[0], CultureInfo.InvariantCulture);
        var method = Methods[index];
        if (IsTranslated(method))
        {
            Assert.DoesNotContain($"r{index}", Refused.Value);
            return;
        }

        Assert.True(Refused.Value.TryGetValue($"r{index}", out var message), $"{signature} is read, silently");
        Assert.StartsWith($"Method '{method.DeclaringType!.Name}.{method.Name}' cannot be called in a formula: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain(MethodAdvice.NoBody, message, StringComparison.Ordinal);
        Assert.Matches("write |remove |compare |make ", message);
    }

    // Without an entry on the page, users would have to look into the source.
    [Fact]
    public void Every_method_is_on_the_page_of_the_language()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "formula-language.md"));
        var start = page.IndexOf("### Functions\n", StringComparison.Ordinal);
        Assert.True(start > 0);
        var section = page[start..];
        Assert.All(Methods.Select(static method => method.Name).Distinct(), name => Assert.Contains($"`{name}`", section, StringComparison.Ordinal));
    }

    private static bool IsTranslated(MethodInfo method)
    {
        var name = $"System.{method.DeclaringType!.Name}.{method.Name}";
        var arity = method.GetParameters().Length;
        return method.GetParameters().All(static p => p.ParameterType == typeof(double))
            && (OpTable.Find(name, arity) is not null || Composites.Expand(name, [.. Enumerable.Repeat<Expr>(1, arity)]) is not null);
    }

    private static string Call(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(static p => p.IsOut ? "out _" : $"({p.ParameterType})({p.ParameterType})1"))})"
            .Replace("(System.Double)(System.Double)1", "tp", StringComparison.Ordinal).Replace("(System.MidpointRounding)(System.MidpointRounding)1", "MidpointRounding.ToEven", StringComparison.Ordinal);

    private static string VariableName(string line) => line.Split(' ')[1];
}
