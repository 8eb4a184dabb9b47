using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>Printer of expressions as readable plain text, used for documentation and metadata. Forms of the prediction are shown in p: q as (1 - p).</summary>
internal sealed class TextPrinter : ExprPrinter
{
    protected override Spelling Spell(Apply apply) => apply.Op.Text;

    protected override string Spell(Variable variable) => variable switch
    {
        _ when variable.Equals(Quantities.Q) => "(1 - p)",
        _ when variable.Equals(Quantities.LogP) => "log(p)",
        _ when variable.Equals(Quantities.LogQ) => "log(1 - p)",
        _ => variable.Name,
    };

    protected override string Spell(double constant) => Numbers.ToDisplay(constant);
}
