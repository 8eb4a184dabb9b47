namespace LossDsl.CodeFixes.Tests;

/// <summary>Builds the C# source of loss classes for the tests of code fixes.</summary>
internal static class LossSource
{
    /// <summary>Returns the source of the class Sample with <c>[Loss("a")]</c> and the given members.</summary>
    public static string With(params string[] methods) => Named("\"a\"", methods);

    /// <summary>Returns the source of the class Sample with the given arguments of <c>[Loss]</c> and the given members.</summary>
    public static string Named(string arguments, params string[] methods) => $$"""
        using System;
        using System.ComponentModel.DataAnnotations;
        using LossDsl;

        [Loss({{arguments}})]
        internal partial class Sample
        {
        {{string.Join("\n", methods.Select(static method => "    " + method))}}
        }
        """;
}
