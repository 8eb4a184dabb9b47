using LossDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>Compares the language version of a project with the one that generated code needs.</summary>
internal static class LanguageCheck
{
    // Kernels implement static abstract members, which no older version has.
    private const LanguageVersion Needed = LanguageVersion.CSharp11;

    /// <summary>Whether generated code compiles in the language version of the project.</summary>
    public static bool IsNewEnough(Compilation compilation) => compilation is not CSharpCompilation { LanguageVersion: < Needed };

    /// <summary>Reports a language version that is too old. Every loss of the project reports the same; <c>LossGenerator</c> shows the first.</summary>
    public static void Check(Compilation compilation, TypeDeclarationSyntax declaration, DiagnosticBag diagnostics)
    {
        if (!IsNewEnough(compilation))
        {
            diagnostics.Report(Descriptors.OldLanguage, declaration.Identifier.GetLocation(), Name(Needed), Name(((CSharpCompilation)compilation).LanguageVersion));
        }
    }

    // As project files have it: 11, but 7.3.
    private static string Name(LanguageVersion version) => version.ToDisplayString().Replace(".0", "");
}
