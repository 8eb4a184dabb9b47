namespace LossDsl.CodeFixes.Tests;

/// <summary>Losses to repair.</summary>
internal static class Loss
{
    /// <summary>A loss with some methods.</summary>
    public static string With(params string[] methods) => Named("\"a\"", methods);

    /// <summary>The same, with other arguments of <c>[Loss]</c>.</summary>
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
