using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using UNetTrainer.Wording;

namespace UNetTrainer.Cli;

/// <summary>Creates options of several kinds. A value that an option does not accept gives a one-line error that says what was expected.</summary>
internal static partial class OptionKinds
{
    /// <summary>Creates an option for a whole number from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    public static Option<int> Whole(string name, string description, int fallback, int minimum, int maximum = int.MaxValue)
    {
        var range = maximum == int.MaxValue ? $"a whole number from {minimum}" : $"a whole number from {minimum} to {maximum}";
        return Parsed(name, $"{description} ({range})", "number", fallback, range, text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum ? value : null);
    }

    /// <summary>Creates an option for a whole number from <paramref name="minimum"/> to <paramref name="maximum"/>, or none.</summary>
    public static Option<int?> OptionalWhole(string name, string description, int minimum, int maximum) => new(name)
    {
        Description = $"{description} (a whole number from {minimum} to {maximum}).",
        HelpName = "number",
        CustomParser = result => Parse<int>(result, name, $"a whole number from {minimum} to {maximum}", text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum ? value : null),
    };

    /// <summary>Creates an option for a finite number that passes a check; <paramref name="range"/> describes the numbers that do.</summary>
    public static Option<double> Real(string name, string description, double fallback, string range, Func<double, bool> check) =>
        Parsed(name, $"{description} ({range})", "number", fallback, range, text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && check(value) ? value : (double?)null);

    /// <summary>Creates the option for the tolerance of the normalised surface Dice.</summary>
    public static Option<double> SurfaceTolerance(double fallback) =>
        Real("--surface-tolerance", "Distance in mm, or in pixels where a file states no spacing, up to which surfaces agree for the surface Dice", fallback, "a number from 0 to 1000000", static v => v is >= 0 and <= 1e6);

    /// <summary>Creates the option for the number of threads.</summary>
    public static Option<int?> Threads() =>
        OptionalWhole("--threads", "Threads of libtorch; without it, one for each core. Results are the same bit for bit for one number of threads", 1, 1024);

    /// <summary>Creates an option for a member of an enum, in kebab-case.</summary>
    public static Option<string> Choice<T>(string name, string description, T fallback)
        where T : struct, Enum
    {
        var option = OptionalChoice<T>(name, description);
        option.DefaultValueFactory = _ => Kebab(fallback.ToString());
        return option;
    }

    /// <summary>Creates an option for a member of an enum, in kebab-case, or none.</summary>
    public static Option<string> OptionalChoice<T>(string name, string description)
        where T : struct, Enum
    {
        var members = Enum.GetValues<T>().Select(static v => Kebab(v.ToString())).ToArray();
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', members),
            CustomParser = result => Member(result, name, members),
        };
        option.CompletionSources.Add(members);
        return option;
    }

    /// <summary>Returns the member that was chosen with an option of <see cref="Choice"/>.</summary>
    public static T GetChoice<T>(this ParseResult parsed, Option<string> option)
        where T : struct, Enum => parsed.GetOptionalChoice<T>(option)!.Value;

    /// <summary>Returns the member that was chosen with an option of <see cref="OptionalChoice"/>, or null.</summary>
    public static T? GetOptionalChoice<T>(this ParseResult parsed, Option<string> option)
        where T : struct, Enum => parsed.GetValue(option) is { } member ? Enum.Parse<T>(member.Replace("-", ""), ignoreCase: true) : null;

    /// <summary>Converts camelCase or PascalCase to kebab-case: <c>fpWeight</c> becomes <c>fp-weight</c>.</summary>
    public static string Kebab(string name) => WordStart().Replace(name, "-$0").ToLowerInvariant();

    private static string? Member(ArgumentResult result, string name, string[] members)
    {
        var text = result.Tokens[^1].Value;
        if (members.FirstOrDefault(m => m.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } member)
        {
            return member;
        }

        result.AddError($"{name} {text}: one of {string.Join(", ", members)} was expected.{NearestName.Ask(text, members)}");
        return null;
    }

    private static Option<T> Parsed<T>(string name, string description, string helpName, T fallback, string expected, Func<string, T?> parse)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = helpName,
            DefaultValueFactory = _ => fallback,
            CustomParser = result => Parse(result, name, expected, parse),
        };

    private static T Parse<T>(ArgumentResult result, string name, string expected, Func<string, T?> parse)
        where T : struct
    {
        var text = result.Tokens[^1].Value;
        if (parse(text) is { } value)
        {
            return value;
        }

        result.AddError($"{name} {text}: {expected} was expected.");
        return default;
    }

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<!^)[A-Z](?=[a-z])")]
    private static partial Regex WordStart();
}
