using LossDsl.Generator.Collections;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>Checks that a class marked with <c>[Loss]</c> can be extended by generated code, and reads its name, containers and summary.</summary>
internal static class ClassReader
{
    /// <summary>Reports LOSS0001 for each declaration that is not partial, and LOSS0002 if the class or one of its constructors rules out a loss.</summary>
    public static void Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration, DiagnosticBag diagnostics)
    {
        var location = declaration.Identifier.GetLocation();
        foreach (var open in declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(static d => !d.Modifiers.Any(SyntaxKind.PartialKeyword)))
        {
            diagnostics.Report(Descriptors.NotPartial, open.Identifier.GetLocation(), open.Identifier.ValueText);
        }

        if (Obstacle(type, declaration) is { } obstacle)
        {
            diagnostics.Report(Descriptors.NotALossClass, location, type.Name, obstacle);
        }

        foreach (var constructor in OwnConstructors(type))
        {
            diagnostics.Report(
                Descriptors.NotALossClass, constructor.Identifier.GetLocation(), type.Name, "this constructor does not call the generated one, which sets the hyperparameters; remove it, or add ': this(...)'");
        }
    }

    /// <summary>Reads the parts of the model that describe the class.</summary>
    public static ClassSpec Read(INamedTypeSymbol type, CancellationToken cancellation) => new(
        string.Join(".", Path(type.ContainingNamespace)),
        Containers(type).Reverse().Select(Declare).ToEquatableArray(),
        type.Name,
        "global::" + string.Join(".", [.. Path(type.ContainingNamespace), .. Containers(type).Prepend(type).Reverse().Select(static t => Names.ToIdentifier(t.Name))]),
        FileName(type),
        SummaryReader.Read(type, cancellation));

    /// <summary>Whether a generated file can hold a part of the class that derives it from FormulaLoss and declares the constructor.</summary>
    public static bool CanBePart(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsRecord: false, IsStatic: false, IsGenericType: false }
        && (type.BaseType is { SpecialType: SpecialType.System_Object } || type.BaseType?.QualifiedName() == SymbolNames.FormulaLoss) && !NamesObject(type)
        && Parts(type).All(static part => part.ParameterList is null)
        && Containers(type).Prepend(type).All(static t => !t.IsFileLocal && Parts(t).All(static part => part.Modifiers.Any(SyntaxKind.PartialKeyword)));

    private static string? Obstacle(INamedTypeSymbol type, TypeDeclarationSyntax declaration) => type switch
    {
        { TypeKind: TypeKind.Struct } => "it is a struct; make it a class",
        { TypeKind: TypeKind.Interface } => "it is an interface; make it a class",
        { IsRecord: true } => "it is a record; make it a class",
        { IsStatic: true } => "it is static; the module is an instance of it",
        { IsAbstract: true } => "it is abstract; the catalog constructs it",
        { IsFileLocal: true } => "it is local to its file; the generated part is another file",
        { Name: "LossCatalog", ContainingType: null } when type.ContainingNamespace.ToDisplayString() == Names.ToNamespace(type.ContainingAssembly.Name) =>
            "it has the name of the generated catalog",
        { IsGenericType: true } => "it is generic, or inside a generic type",
        { BaseType: { SpecialType: not SpecialType.System_Object } other } when other.QualifiedName() != SymbolNames.FormulaLoss =>
            $"it derives from '{other.Name}'; the generated part derives it from FormulaLoss",
        _ when NamesObject(type) => "it derives from 'object' explicitly; the generated part derives it from FormulaLoss",
        _ when Containers(type).Prepend(type).Any(static t => t.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal) =>
            "it is private or protected; the catalog of the assembly must see it",
        _ when MemberNameCheck.IsGenerated(type.Name) => "it has the name of a member that the generator writes into it",
        _ when declaration.ParameterList is not null => "it has a primary constructor; the generated part has the constructor",
        _ => null,
    };

    /// <summary>Returns the user's constructors that do not call another constructor of the class, and so bypass the generated one.</summary>
    public static IEnumerable<ConstructorDeclarationSyntax> OwnConstructors(INamedTypeSymbol type) => type.InstanceConstructors
        .SelectMany(static constructor => constructor.DeclaringSyntaxReferences)
        .Select(static part => part.GetSyntax())
        .OfType<ConstructorDeclarationSyntax>()
        .Where(static constructor => constructor.Initializer?.ThisOrBaseKeyword.IsKind(SyntaxKind.ThisKeyword) != true);

    private static IEnumerable<TypeDeclarationSyntax> Parts(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Select(static part => part.GetSyntax()).OfType<TypeDeclarationSyntax>();

    private static bool NamesObject(INamedTypeSymbol type) => Parts(type)
        .Any(static part => part.BaseList?.Types.FirstOrDefault()?.ToString() is "object" or "Object" or "System.Object" or "global::System.Object");

    private static IEnumerable<string> Path(INamespaceSymbol space) => space.IsGlobalNamespace ? [] : [.. Path(space.ContainingNamespace), Names.ToIdentifier(space.Name)];

    private static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            yield return container;
        }
    }

    private static string Declare(INamedTypeSymbol container)
    {
        var kind = container switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return $"partial {kind} {Names.ToIdentifier(container.Name)}";
    }

    private static string FileName(INamedTypeSymbol type)
    {
        var name = type.QualifiedName();

        // The compiler compares names of generated files without case, but C# names with case. Some letters of C# names, such as combining accents, are not allowed in names of files.
        var file = string.Concat(name.Select(static c => c == '.' || c == '_' || char.IsLetterOrDigit(c) ? c.ToString() : $"_{(int)c:x4}"));
        return IsUniqueWithoutCase(type) ? file : $"{file}.{string.Concat(name.Where(char.IsLetter).Select(static c => char.IsUpper(c) ? 'U' : 'l'))}";
    }

    private static bool IsUniqueWithoutCase(INamespaceOrTypeSymbol symbol) => symbol.ContainingSymbol is not INamespaceOrTypeSymbol container
        || (container.GetMembers().OfType<INamespaceOrTypeSymbol>().Count(s => string.Equals(s.Name, symbol.Name, StringComparison.OrdinalIgnoreCase)) == 1 && IsUniqueWithoutCase(container));
}
