using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>
/// Writes a stub class for a loss with an error. Code that uses the loss then compiles, so that the user sees the error of the loss and none that follow from it.
/// The constructor of the stub throws an exception with the error.
/// </summary>
internal static class StubEmitter
{
    private const string Options = "global::LossDsl.LossOptions";

    /// <summary>Returns the file <c>*.Stub.g.cs</c> of a loss.</summary>
    public static GeneratedFile Emit(StubSpec stub) => GeneratedFile.WriteClass(stub.Class, "Stub", "global::LossDsl.FormulaLoss", Documentation(stub), writer =>
    {
        WriteConstructor(writer, stub);
        foreach (var parameter in stub.Parameters.Where(static p => p.HasProperty))
        {
            writer.Line().Line($"/// <summary>The hyperparameter <c>{Literals.ToXml(parameter.Name)}</c>.</summary>");
            writer.Line($"public {parameter.Type} {Names.ToPascalCase(parameter.Name)} {{ get; set; }}{(parameter.Type == "double" ? "" : " = default!;")}");
        }

        InputWriter.Write(writer, [.. stub.Inputs.Select(static input => (input, "An input of the loss."))]);
        writer.Line().Line("/// <inheritdoc/>");
        writer.Line($"protected override global::LossDsl.CompilerServices.FormulaResult Evaluate(global::LossDsl.CompilerServices.Pixels pixels, global::LossDsl.CompilerServices.Field? upstream) => {Throw(stub)};");
        if (stub.HasCatalogEntry)
        {
            WriteCatalogEntry(writer, stub);
        }
    });

    private static IReadOnlyList<string> Documentation(StubSpec stub) =>
        stub.Class.Summary.Length > 0 ? [] : [$"/// <summary>The loss <c>{Literals.ToXml(stub.Name)}</c>, which was not compiled.</summary>"];

    // The exception is thrown in the argument of the base constructor: later there would be a module that nobody can dispose.
    private static void WriteConstructor(CodeWriter writer, StubSpec stub)
    {
        writer.Line($"/// <summary>{Literals.ToXml(Message(stub))}</summary>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">Always.</exception>");
        var parameters = stub.Parameters.Select(static p => $"{p.Type} {Names.ToIdentifier(p.Name)} = default!");
        writer.Line($"public {Names.ToIdentifier(stub.Class.Name)}({string.Join(", ", [.. parameters, $"{Options}? options = null"])})");
        writer.Line($"    : base(default(global::LossDsl.LossMetadata) ?? {Throw(stub)}, options)").Line("{").Line("}");
    }

    private static void WriteCatalogEntry(CodeWriter writer, StubSpec stub)
    {
        var hyperparameters = stub.Parameters.Select(static p => $"new({Literals.ToCode(p.Name)}, {Numbers.ToCode(p.Default)})");
        writer.Line().Line("/// <summary>Catalog entry of the stub; no catalog lists it.</summary>");
        writer.Line("public static global::LossDsl.CatalogEntry CatalogEntry { get; } = new(").Indent();
        writer.Open("new global::LossDsl.LossMetadata");
        writer.Line($"Name = {Literals.ToCode(stub.Name)},");
        writer.Line("Formula = \"\",").Line("FormulaLatex = \"\",").Line("Gradient = \"\",").Line("GradientLatex = \"\",");
        writer.Line($"Hyperparameters = new global::LossDsl.Hyperparameter[] {{ {string.Join(", ", hyperparameters)} }},");
        writer.Close(",");
        writer.Line($"static (_, _) => {Throw(stub)});").Outdent();
    }

    private static string Throw(StubSpec stub) => $"throw new global::System.InvalidOperationException({Literals.ToCode(Message(stub))})";

    private static string Message(StubSpec stub) => $"Loss '{stub.Name}' was not compiled: {stub.Errors}";
}
