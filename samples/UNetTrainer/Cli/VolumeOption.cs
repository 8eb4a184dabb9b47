using System.CommandLine;
using System.Globalization;

namespace UNetTrainer.Cli;

/// <summary>Option <c>--volume</c>: chooses a volume of images in four dimensions.</summary>
internal static class VolumeOption
{
    /// <summary>Creates the option.</summary>
    public static Option<int?> Create() => new("--volume")
    {
        Description = "The volume of NIfTI images in four dimensions, counted from 0.",
        HelpName = "number",
        CustomParser = static result =>
        {
            var text = result.Tokens[^1].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            result.AddError($"--volume {text}: a whole number from 0 was expected.");
            return null;
        },
    };
}
