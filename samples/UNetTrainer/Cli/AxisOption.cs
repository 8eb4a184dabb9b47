using System.CommandLine;
using System.CommandLine.Parsing;
using UNetTrainer.Imaging;

namespace UNetTrainer.Cli;

/// <summary>Option <c>--axis</c>: names the plane of the slices, or the axis that they are cut across.</summary>
internal static class AxisOption
{
    private static readonly (string Plane, string Name, Axis Axis)[] All = [("axial", "z", Axis.Z), ("coronal", "y", Axis.Y), ("sagittal", "x", Axis.X)];

    private static string Planes { get; } = string.Join('|', All.Select(static a => a.Plane));

    /// <summary>Creates the option.</summary>
    public static Option<string> Create(Axis fallback)
    {
        var option = new Option<string>("--axis")
        {
            Description = "The slices of volumes; z, y and x mean the same. Files are turned to RAS+ first (right, anterior, superior), so that it is the same plane whatever the order of their voxels",
            HelpName = Planes,
            DefaultValueFactory = _ => All.First(a => a.Axis == fallback).Plane,
            CustomParser = Plane,
        };
        option.CompletionSources.Add([.. All.Select(static a => a.Plane)]);
        return option;
    }

    /// <summary>Returns the axis that was chosen.</summary>
    public static Axis Read(ParseResult parsed, Option<string> option) => All.First(a => a.Plane == parsed.GetValue(option)).Axis;

    private static string? Plane(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (All.FirstOrDefault(a => text.Equals(a.Plane, StringComparison.OrdinalIgnoreCase) || text.Equals(a.Name, StringComparison.OrdinalIgnoreCase)) is { Plane: { } plane })
        {
            return plane;
        }

        result.AddError($"--axis {text}: one of axial, coronal, sagittal was expected, or z, y, x.");
        return null;
    }
}
