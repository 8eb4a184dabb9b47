using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Binds parameters to inputs, and collects the inputs of a loss. Parameters of one name, without case, read one input.</summary>
internal sealed class InputBinder(NameLookup names, ConstantCheck constants, DiagnosticBag diagnostics)
{
    private readonly List<InputSpec> inputs = [];

    /// <summary>The inputs that the methods bound so far read, each once, in the order of their first parameter.</summary>
    public IReadOnlyList<InputSpec> Inputs => inputs;

    /// <summary>Binds a parameter. Returns NaN after an error, which is reported, and null if the parameter asks for no input.</summary>
    public Expr? Bind(IParameterSymbol parameter, StageMethod stage)
    {
        if (InputReader.Read(parameter) is not { } input)
        {
            return null;
        }

        var known = inputs.FirstOrDefault(known => NameLookup.AreEqual(known.Variable.Name, input.Variable.Name));
        var obstacle = InputReader.Obstacle(parameter, input, stage, names.Describe(parameter.Name, stage))
            ?? (names.ReaderOfMap(parameter.Name) is not null ? "another parameter of that name is a map" : null)
            ?? (known is not null && (known.Per, known.Range) != (input.Per, input.Range) ? "another parameter of that name is an input with another level or range" : null);
        if (obstacle is not null)
        {
            diagnostics.Report(Descriptors.WrongInput, parameter.Locations[0], parameter.Name, obstacle);
            return double.NaN;
        }

        if (parameter.FindAttribute(SymbolNames.RangeAttribute) is { } range)
        {
            constants.Check(range);
        }

        if (known is null)
        {
            inputs.Add(input);
        }

        return (known ?? input).Variable;
    }
}
