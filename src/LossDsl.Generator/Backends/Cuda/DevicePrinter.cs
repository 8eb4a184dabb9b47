using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Cuda;

/// <summary>Printer of expressions as CUDA C++: arithmetic and conditions as operators, every other op as a function of the runtime's device code that has the op's name.</summary>
internal abstract class DevicePrinter : ExprPrinter
{
    protected override Spelling Spell(Apply apply) =>
        Arithmetic.Rows.Contains(apply.Op) || Conditions.Rows.Contains(apply.Op) || apply.Op == Functions.Stop ? apply.Op.Scalar : CallSpelling.Call(apply.Op, "math::" + apply.Op.Name);

    protected override string Spell(Variable variable) => DeviceNames.Spell(variable.Name);
}
