using LossDsl.Generator.Analysis;
using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>Writes the part of a loss class without arithmetic: its documentation, the constructor with the hyperparameters, their properties, and the catalog entry.</summary>
internal static class MetadataEmitter
{
    private const string Options = "global::LossDsl.LossOptions";

    /// <summary>Returns the file <c>*.Metadata.g.cs</c> of a loss.</summary>
    /// <param name="plan">The plan of the loss.</param>
    /// <param name="proof">The verdicts of the analysis, which documentation and metadata state.</param>
    public static GeneratedFile Emit(LossPlan plan, CheckResults proof) => GeneratedFile.WriteClass(plan.Spec.Class, "Metadata", null, Documentation(plan, proof), writer =>
    {
        WriteConstructor(writer, plan.Spec);
        for (var i = 0; i < plan.Spec.Hyperparameters.Count; i++)
        {
            WriteProperty(writer, plan.Spec.Hyperparameters[i], i);
        }

        InputWriter.Write(writer, [.. plan.Spec.Inputs.Select(static input => (input.Name, InputWriter.Describe(input)))]);
        FactWriter.Write(writer, plan);
        WriteCatalogEntry(writer, plan, proof);
    });

    private static IReadOnlyList<string> Documentation(LossPlan plan, CheckResults proof)
    {
        List<string> lines = [];
        if (plan.Spec.Class.Summary.Length == 0)
        {
            lines.Add($"/// <summary>{Summary(plan.Spec)}</summary>");
        }

        lines.Add("/// <remarks>");
        lines.Add("/// Formula and derivatives:");
        lines.Add("/// <code>");
        lines.AddRange(Formula(plan.Spec));
        lines.AddRange(FormulaText.PrintGradient(plan).Select(static line => $"/// {Literals.ToXml(line)}"));
        lines.Add("/// </code>");
        AddMaps(lines, plan.Spec, "Target", "Reads maps of the target, which can be computed ahead");
        AddMaps(lines, plan.Spec, "Prediction", "Reads maps of the prediction, which are computed at every call");
        AddInputs(lines, plan.Spec);
        lines.AddRange(ProofText.Sentences(proof, plan.Spec.Citation).Select(static line => $"/// {Literals.ToXml(line)}"));
        lines.Add("/// </remarks>");
        lines.AddRange(plan.Spec.Methods.Select(static m =>
            $"[global::LossDsl.CompilerServices.CompiledFormulaAttribute({Literals.ToCode(m.Name)}, {Literals.ToCode(string.Join(" ", m.Parameters.Select(static p => p.Name)))}, {Literals.ToCode(ExprText.Print(m.Body))})]"));
        return lines;
    }

    // The user's summary goes before one that is made from [Loss].
    private static string Summary(LossSpec spec)
    {
        var source = string.Join("; ", new[] { spec.Citation.Equation, spec.Citation.Reference }.Where(static part => part is not null));
        return spec.Class.Summary.Length > 0
            ? spec.Class.Summary
            : $"The loss <c>{Literals.ToXml(spec.Citation.Name)}</c>{(source.Length == 0 ? "" : $" ({Literals.ToXml(source)})")}.";
    }

    private static IEnumerable<string> Formula(LossSpec spec) => FormulaText.PrintFormula(spec).Select(static (line, index) => $"/// {(index == 0 ? "L = " : "")}{Literals.ToXml(line)}");

    private static void AddMaps(List<string> lines, LossSpec spec, string of, string text)
    {
        var maps = spec.Maps.Where(map => map.Of == of).Select(static map => $"<c>{map.Variable.Name}</c> ({Literals.ToXml(map.Kind ?? map.Provider!.Replace("global::", ""))})").ToArray();
        if (maps.Length > 0)
        {
            lines.Add($"/// <para>{text}: {string.Join(", ", maps)}.</para>");
        }
    }

    private static void AddInputs(List<string> lines, LossSpec spec)
    {
        if (spec.Inputs.Count > 0)
        {
            lines.Add($"/// <para>Reads inputs, which the caller hands in: {string.Join(", ", spec.Inputs.Select(static input => $"<c>{input.Name}</c>"))}.</para>");
        }
    }

    private static void WriteConstructor(CodeWriter writer, LossSpec spec)
    {
        string[] summary = ["/// <summary>", .. Summary(spec).Split('\n').Select(static line => $"/// {line}"), "/// <code>", .. Formula(spec), "/// </code>", "/// </summary>"];
        foreach (var line in summary)
        {
            writer.Line(line);
        }

        foreach (var hyperparameter in spec.Hyperparameters)
        {
            writer.Line($"/// <param name=\"{hyperparameter.Name}\">{Literals.ToXml(Describe(hyperparameter))}</param>");
        }

        writer.Line("/// <param name=\"options\">Options that every loss takes; <see cref=\"global::LossDsl.LossOptions.Default\"/> if null.</param>");
        if (spec.Hyperparameters.Count > 0)
        {
            writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">A hyperparameter lies outside its range.</exception>");
        }

        var parameters = spec.Hyperparameters.Select(static h => $"double {Names.ToIdentifier(h.Name)} = {Numbers.ToCode(h.Default)}");
        writer.Line($"public {Names.ToIdentifier(spec.Class.Name)}({string.Join(", ", [.. parameters, $"{Options}? options = null"])})");
        writer.Line($"    : base({GeneratedFile.Contract}, static () => CatalogEntry.Metadata, options)").Line("{").Indent();
        for (var i = 0; i < spec.Hyperparameters.Count; i++)
        {
            var name = spec.Hyperparameters[i].Name;
            var property = Names.ToPascalCase(name);
            writer.Line($"{(property == name ? "this." : "")}{property} = base.Metadata.Hyperparameters[{i}].Check({Names.ToIdentifier(name)});");
        }

        writer.Close();
    }

    private static void WriteProperty(CodeWriter writer, HyperparameterSpec hyperparameter, int index)
    {
        writer.Line();
        writer.Line($"/// <summary>{Literals.ToXml(Describe(hyperparameter))} A new value applies to calls that begin after the change.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The value lies outside the range.</exception>");
        writer.Open($"public double {Names.ToPascalCase(hyperparameter.Name)}");
        writer.Line($"get => GetHyperparameter({index});").Line($"set => SetHyperparameter({index}, value);").Close();
    }

    private static void WriteCatalogEntry(CodeWriter writer, LossPlan plan, CheckResults proof)
    {
        var (citation, hyperparameters) = (plan.Spec.Citation, plan.Spec.Hyperparameters);
        writer.Line();
        writer.Line("/// <summary>Catalog entry: metadata of the loss, and its constructor by hyperparameter values.</summary>");
        writer.Line("public static global::LossDsl.CatalogEntry CatalogEntry { get; } = new(").Indent();
        writer.Open("new global::LossDsl.LossMetadata");
        writer.Line($"Name = {Literals.ToCode(citation.Name)},");
        writer.Line($"Family = global::LossDsl.LossFamily.{citation.Family},");
        writer.Line($"Reference = {Literals.ToCode(citation.Reference)},");
        writer.Line($"Equation = {Literals.ToCode(citation.Equation)},");
        writer.Line($"UseCase = {Literals.ToCode(citation.UseCase)},");
        writer.Line($"Deviation = {Literals.ToCode(citation.Deviation)},");
        writer.Line($"Direction = global::LossDsl.Direction.{citation.Direction},");
        writer.Line($"Activation = global::LossDsl.Activation.{citation.Activation},");
        if (!citation.IsMonotone)
        {
            writer.Line("IsMonotone = false,");
        }

        if (plan.PixelValues is not null)
        {
            writer.Line("HasPixelValues = true,");
        }

        writer.Line($"Formula = {Lines(FormulaText.PrintFormula(plan.Spec))},");
        writer.Line($"FormulaLatex = {Lines(FormulaText.PrintFormulaLatex(plan.Spec))},");
        writer.Line($"Gradient = {Lines(FormulaText.PrintGradient(plan))},");
        writer.Line($"GradientLatex = {Lines(FormulaText.PrintGradientLatex(plan))},");
        writer.Line($"Hyperparameters = {List("Hyperparameter", hyperparameters.Select(Declare))},");
        if (plan.Spec.Maps.Count > 0)
        {
            writer.Line($"RequiredMaps = {List("RequiredMap", plan.Spec.Maps.Select(Declare))},");
        }

        if (plan.Spec.Inputs.Count > 0)
        {
            writer.Line($"RequiredInputs = {List("RequiredInput", plan.Spec.Inputs.Select(Declare))},");
        }

        writer.Line($"Proof = {ProofText.ToCode(proof)},");
        writer.Close(",");
        var arguments = hyperparameters.Select(static (_, index) => $"values[{index}]");
        writer.Line($"static (values, options) => new {plan.Spec.Class.FullName}({string.Join(", ", [.. arguments, "options"])}));").Outdent();
    }

    private static string Lines(IEnumerable<string> lines) => Literals.ToCode(string.Join("\n", lines));

    // Collection expressions would need C# 12 in the user's project.
    private static string List(string type, IEnumerable<string> items) => items.Any()
        ? $"new global::LossDsl.{type}[] {{ {string.Join(", ", items)} }}"
        : $"global::System.Array.Empty<global::LossDsl.{type}>()";

    private static string Declare(HyperparameterSpec hyperparameter)
    {
        List<string> arguments = [Literals.ToCode(hyperparameter.Name), Numbers.ToCode(hyperparameter.Default)];
        if (hyperparameter.IsBounded)
        {
            arguments.AddRange([Numbers.ToCode(hyperparameter.Minimum), Numbers.ToCode(hyperparameter.Maximum)]);
        }

        if (hyperparameter.MinimumIsExclusive)
        {
            arguments.Add("MinimumIsExclusive: true");
        }

        if (hyperparameter.MaximumIsExclusive)
        {
            arguments.Add("MaximumIsExclusive: true");
        }

        return $"new({string.Join(", ", arguments)})";
    }

    private static string Declare(InputSpec input)
    {
        List<string> arguments = [Literals.ToCode(input.Name), $"global::LossDsl.Per.{input.Per}"];
        if (input.Range is { } range)
        {
            arguments.AddRange([Numbers.ToCode(range.Minimum), Numbers.ToCode(range.Maximum), range.MinimumIsExclusive ? "true" : "false", range.MaximumIsExclusive ? "true" : "false"]);
        }

        return $"new({string.Join(", ", arguments)})";
    }

    private static string Declare(MapSpec map)
    {
        var source = $"{Literals.ToCode(map.Variable.Name)}, global::LossDsl.Of.{map.Of}";
        return map.Provider is { } provider
            ? $"new({source}, typeof({provider}), static () => new {provider}())"
            : $"new({source}, global::LossDsl.DistanceKind.{map.Kind})";
    }

    private static string Describe(HyperparameterSpec hyperparameter) =>
        $"{(hyperparameter.IsBounded ? $"In {hyperparameter.Range}" : "Any finite number")}; {Numbers.ToDisplay(hyperparameter.Default)} by default.";
}
