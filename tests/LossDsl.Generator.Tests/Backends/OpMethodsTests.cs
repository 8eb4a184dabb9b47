using System.Reflection;
using LossDsl.CompilerServices;
using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using static TorchSharp.torch;

namespace LossDsl.Generator.Tests.Backends;

/// <summary>Checks by reflection that the runtime has every method that generated code calls for an op. A failure names the missing method and its file.</summary>
public sealed class OpMethodsTests
{
    private const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;

    public static TheoryData<string> Ops => [.. Functions.Rows.Except([Functions.Stop]).Select(static op => op.Name)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Kernels_have_a_method_for_lanes(string name)
    {
        var op = Find(name);
        var spelling = CallSpelling.Spell(op, "Lane").Template;
        var method = spelling[5..spelling.IndexOf('(', StringComparison.Ordinal)];

        Assert.True(
            typeof(Lane).GetMethods(Static).Any(m => m.Name == method && m.GetParameters().Length == op.Arity && m.IsGenericMethod),
            $"src/LossDsl.Runtime/Lanes/Lane.*.cs has no method {method}<TLane> with {op.Arity} parameters.");
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Tensors_and_fields_have_a_method(string name)
    {
        var op = Find(name);
        var spelling = op.Tensor.Template;
        var called = spelling[..spelling.IndexOf('(', StringComparison.Ordinal)];
        var method = called[(called.LastIndexOf('.') + 1)..];
        if (called.Contains("TensorMath", StringComparison.Ordinal))
        {
            AssertOverload(typeof(Operand), "src/LossDsl.Runtime/Tensors/TensorMath.cs");
            AssertOverload(typeof(Field), "src/LossDsl.Runtime/Tensors/TensorMath.Fields.cs");
            return;
        }

        Assert.True(typeof(Tensor).GetMember(method).Length > 0, $"torch.Tensor has no method {method}: the row of the op must spell one of TensorMath.");
        Assert.True(typeof(Field).GetMember(method).Length > 0, $"src/LossDsl.Runtime/Tensors/Field.Functions.cs has no method {method}.");

        void AssertOverload(Type argument, string file) => Assert.True(
            typeof(TensorMath).GetMethods(Static).Any(m => m.Name == method && m.GetParameters().Length == op.Arity && m.GetParameters()[0].ParameterType == argument),
            $"{file} has no method {method} with {op.Arity} parameters of which the first is {argument.Name}.");
    }

    private static Op Find(string name) => Functions.Rows.Single(op => op.Name == name);
}
