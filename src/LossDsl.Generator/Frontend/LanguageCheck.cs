using LossDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>Checks that the project compiles as C# 11 or later, which generated code needs (LOSS1010).</summary>
internal static class LanguageCheck
{
    // Kernels implement static abstract members, which C# 11 introduced.
    private const LanguageVersion Needed = LanguageVersion.CSharp11;

    /// <summary>Whether generated code compiles in the language version of the project.</summary>
    public static bool IsNewEnough(Compilation compilation) => compilation is not CSharpCompilation { LanguageVersion: < Needed };

    /// <summary>Reports LOSS1010 if the language version is too old. Every loss of the project reports it; <c>LossGenerator</c> shows only the first report.</summary>
    public static void Check(Compilation compilation, TypeDeclarationSyntax declaration, DiagnosticBag diagnostics)
    {
        if (!IsNewEnough(compilation))
        {
            diagnostics.Report(Descriptors.OldLanguage, declaration.Identifier.GetLocation(), Name(Needed), Name(((CSharpCompilation)compilation).LanguageVersion));
        }
    }

    // The form of project files: 11 instead of 11.0, but 7.3.
    private static string Name(LanguageVersion version) => version.ToDisplayString().Replace(".0", "");
}
