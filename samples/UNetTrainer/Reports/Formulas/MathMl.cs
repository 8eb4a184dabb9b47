using System.Xml.Linq;

namespace UNetTrainer.Reports.Formulas;

/// <summary>
/// Converts the LaTeX of the losses' metadata to MathML, which browsers draw themselves: fractions, roots, indices, powers, sums, brackets that grow, cases.
/// An unknown command is shown by its name.
/// </summary>
internal static class MathMl
{
    /// <summary>Converts a line of LaTeX to a formula in display style.</summary>
    public static XElement Convert(string latex) => new("math", new XAttribute("display", "block"), Row(new(latex), static _ => false));

    private static XElement Row(LatexTokens tokens, Func<string, bool> isEnd)
    {
        var row = new XElement("mrow");
        while (tokens.Peek != "" && !isEnd(tokens.Peek))
        {
            row.Add(WithIndices(Atom(tokens), tokens));
        }

        return row;
    }

    private static XElement WithIndices(XElement atom, LatexTokens tokens)
    {
        XElement? below = null, above = null;
        while (tokens.Peek is "_" or "^")
        {
            (below, above) = tokens.Take() == "_" ? (Atom(tokens), above) : (below, Atom(tokens));
        }

        // The index of a sum, maximum or minimum stands below the sign.
        var isWide = atom.Value is "∑" or "max" or "min";
        return (below, above) switch
        {
            (null, null) => atom,
            (not null, null) => new(isWide ? "munder" : "msub", atom, below),
            (null, not null) => new(isWide ? "mover" : "msup", atom, above),
            _ => new(isWide ? "munderover" : "msubsup", atom, below, above),
        };
    }

    private static XElement Atom(LatexTokens tokens) => tokens.Take() switch
    {
        "{" => Group(tokens),
        "\\frac" => new("mfrac", Atom(tokens), Atom(tokens)),
        "\\sqrt" => new("msqrt", Atom(tokens)),
        "\\left" => Brackets(tokens),
        "\\begin" => Cases(tokens),
        "\\mathrm" or "\\operatorname" => Upright(tokens.TakeText()),
        "\\text" => new("mtext", tokens.TakeText()),
        "\\," => new("mspace", new XAttribute("width", "0.17em")),
        ['\\', .. var name] => Command(name),
        [>= '0' and <= '9', ..] number => new("mn", number),
        [var letter] when char.IsLetter(letter) => new("mi", letter),
        "-" => new("mo", "−"),
        var sign => new("mo", sign),
    };

    private static XElement Group(LatexTokens tokens)
    {
        var row = Row(tokens, static t => t == "}");
        tokens.TakeIf("}");
        return row;
    }

    private static XElement Brackets(LatexTokens tokens)
    {
        var opening = tokens.Take();
        var row = Row(tokens, static t => t == "\\right");
        tokens.TakeIf("\\right");
        return new("mrow", new XElement("mo", opening), row, new XElement("mo", tokens.Take()));
    }

    private static XElement Cases(LatexTokens tokens)
    {
        tokens.TakeText();
        var table = new XElement("mtable", new XAttribute("columnalign", "left left"));
        do
        {
            var line = new XElement("mtr");
            do
            {
                line.Add(new XElement("mtd", Row(tokens, static t => t is "&" or "\\\\" or "\\end")));
            }
            while (tokens.TakeIf("&"));
            table.Add(line);
        }
        while (tokens.TakeIf("\\\\"));
        tokens.TakeIf("\\end");
        tokens.TakeText();
        return new("mrow", new XElement("mo", "{"), table);
    }

    private static XElement Command(string name) => Symbols.TryGetValue(name, out var symbol)
        ? new(char.IsLetter(symbol[0]) ? "mi" : "mo", symbol)
        : Functions.Contains(name) ? Upright(name) : new("mtext", "\\" + name);

    // By default MathML slants a single letter, as for a variable.
    private static XElement Upright(string name) =>
        name.Length == 1 ? new("mi", new XAttribute("mathvariant", "normal"), name) : new("mi", name);

    private static readonly HashSet<string> Functions = ["ln", "log", "exp", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "max", "min"];

    private static readonly Dictionary<string, string> Symbols = new()
    {
        ["alpha"] = "α",
        ["beta"] = "β",
        ["gamma"] = "γ",
        ["delta"] = "δ",
        ["epsilon"] = "ε",
        ["zeta"] = "ζ",
        ["eta"] = "η",
        ["theta"] = "θ",
        ["kappa"] = "κ",
        ["lambda"] = "λ",
        ["mu"] = "μ",
        ["nu"] = "ν",
        ["xi"] = "ξ",
        ["pi"] = "π",
        ["rho"] = "ρ",
        ["sigma"] = "σ",
        ["tau"] = "τ",
        ["phi"] = "φ",
        ["chi"] = "χ",
        ["psi"] = "ψ",
        ["omega"] = "ω",
        ["sum"] = "∑",
        ["partial"] = "∂",
        ["infty"] = "∞",
        ["cdot"] = "·",
        ["le"] = "≤",
        ["in"] = "∈",
        ["succ"] = "≻",
        ["ge"] = "≥",
        ["ne"] = "≠",
        ["neg"] = "¬",
        ["wedge"] = "∧",
        ["vee"] = "∨",
    };
}
