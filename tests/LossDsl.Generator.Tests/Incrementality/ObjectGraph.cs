using System.Collections;
using System.Reflection;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>Walks the fields of a model by reflection, to find objects of the compiler in it and the first difference of two models.</summary>
internal static class ObjectGraph
{
    /// <summary>Returns the paths of objects that a cached model must not hold: they would keep a whole compilation alive, or never compare equal.</summary>
    public static IEnumerable<string> Forbidden(object root) => Walk(root)
        .Where(static n => n.Value is ISymbol or Compilation or SyntaxNode or SyntaxTree or SemanticModel or Location or IOperation)
        .Select(static n => $"{n.Path}: {n.Value.GetType().Name}");

    /// <summary>Returns the path of the first member in which two models differ, or null if they are equal.</summary>
    public static string? FirstDifference(object? a, object? b, string path = "model")
    {
        if (ReferenceEquals(a, b) || (a is not null && a.Equals(b)))
        {
            return null;
        }

        if (a is null || b is null || a.GetType() != b.GetType() || IsLeaf(a))
        {
            return $"{path}: {a ?? "null"} and {b ?? "null"}";
        }

        var (left, right) = (Members(a).ToList(), Members(b).ToList());
        var inside = left.Zip(right, (l, r) => FirstDifference(l.Value, r.Value, path + l.Path)).FirstOrDefault(static d => d is not null);
        return inside ?? $"{path}: {a.GetType().Name} does not compare by value";
    }

    private static IEnumerable<(string Path, object Value)> Walk(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(string Path, object Value)>([("model", root)]);
        while (open.TryPop(out var node))
        {
            yield return node;

            // Ops and other tables of the generator are static, so their contents are no part of a model.
            if (!IsLeaf(node.Value) && node.Value is not (Op or ISymbol or Compilation or SyntaxNode or SyntaxTree) && (node.Value.GetType().IsValueType || seen.Add(node.Value)))
            {
                foreach (var (path, value) in Members(node.Value).Where(static m => m.Value is not null))
                {
                    open.Push((node.Path + path, value!));
                }
            }
        }
    }

    private static bool IsLeaf(object value) => value is string or Type or Delegate || value.GetType() is { IsPrimitive: true } or { IsEnum: true };

    private static IEnumerable<(string Path, object? Value)> Members(object value)
    {
        if (value is IEnumerable items and not string)
        {
            return items.Cast<object?>().Select(static (item, i) => ($"[{i}]", item));
        }

        // A cached hash would differ too, and hide the member that is the cause.
        return Fields(value.GetType()).Where(static f => f.Name != "hash").Select(f => ("." + f.Name.TrimStart('<').Split('>')[0], f.GetValue(value)));
    }

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null ? [] :
        [.. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly), .. Fields(type.BaseType)];
}
