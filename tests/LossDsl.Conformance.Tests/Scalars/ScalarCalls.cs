using Mono.Cecil;
using TorchSharp;

namespace LossDsl.Conformance.Scalars;

/// <summary>
/// Finds calls that hand libtorch a number which a garbage collection may free during the call: conversions to <see cref="Scalar"/>, and methods of TorchSharp that convert a number
/// themselves, such as the sum of two tensors.
/// </summary>
internal static class ScalarCalls
{
    private static readonly Lazy<HashSet<string>> Converting = new(FindConverting);

    /// <summary>Returns the calls in an assembly, each as the calling type and the method called.</summary>
    public static IEnumerable<(string Caller, string Called)> Find(System.Reflection.Assembly assembly) =>
        from method in Methods(assembly)
        from called in Calls(method)
        where IsConversion(called) || Converting.Value.Contains(called.FullName)
        select (method.DeclaringType.FullName, called.FullName);

    // The methods of TorchSharp from which a conversion is reached: callers of conversions, their callers, and so on.
    private static HashSet<string> FindConverting()
    {
        var calls = Methods(typeof(torch).Assembly).Where(static m => !m.DeclaringType.Name.StartsWith("Scalar", StringComparison.Ordinal))
            .Select(static m => (m.FullName, Calls: Calls(m).ToList())).ToList();
        HashSet<string> found = [.. calls.Where(static c => c.Calls.Any(IsConversion)).Select(static c => c.FullName)];
        var count = 0;
        while (count < found.Count)
        {
            count = found.Count;
            found.UnionWith(calls.Where(c => c.Calls.Any(called => found.Contains(called.FullName))).Select(static c => c.FullName).ToList());
        }

        return found;
    }

    private static bool IsConversion(MethodReference method) => method.ReturnType.FullName == "TorchSharp.Scalar" && method.Name is "op_Implicit" or "ToScalar" or "ToBFloat16Scalar";

    private static IEnumerable<MethodReference> Calls(MethodDefinition method) => method.Body.Instructions.Select(static i => i.Operand).OfType<MethodReference>();

    private static List<MethodDefinition> Methods(System.Reflection.Assembly assembly) =>
        [.. WithNested(AssemblyDefinition.ReadAssembly(assembly.Location).MainModule.Types).SelectMany(static t => t.Methods).Where(static m => m.HasBody)];

    private static IEnumerable<TypeDefinition> WithNested(IEnumerable<TypeDefinition> types) => types.SelectMany(static t => WithNested(t.NestedTypes).Prepend(t));
}
