namespace LossDsl.Generator.Declarations;

/// <summary>Declaration at the top level of one file: a namespace, a type with its members, or the variables of top-level statements. The declaration holds no syntax.</summary>
/// <param name="Names">The names under which other files can refer to the declaration.</param>
/// <param name="Text">The hash of its source without method bodies.</param>
/// <param name="Mentions">The identifiers in its source without method bodies, and in the usings that apply to it.</param>
/// <param name="IsShared">Whether the declaration can change the meaning of files that mention none of its names, as a global using does.</param>
internal sealed record Declaration(IReadOnlyCollection<string> Names, ulong Text, IReadOnlyCollection<string> Mentions, bool IsShared);
