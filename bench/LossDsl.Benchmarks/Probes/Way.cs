namespace LossDsl.Benchmarks.Probes;

/// <summary>What the processor meets on a way through a loop.</summary>
/// <param name="Count">All instructions.</param>
/// <param name="Divisions">Divisions and square roots, which take the processor many cycles each.</param>
/// <param name="Stack">Instructions that read or write the stack, because there were not registers enough.</param>
/// <param name="Calls">Calls of what was not inlined.</param>
internal readonly record struct Way(int Count, int Divisions, int Stack, int Calls)
{
    public static Way operator +(Way a, Way b) => new(a.Count + b.Count, a.Divisions + b.Divisions, a.Stack + b.Stack, a.Calls + b.Calls);

    /// <summary>One line of a listing.</summary>
    public static Way Classify(string line)
    {
        var isCode = line.Length > 1 && line[0] == ' ' && char.IsAsciiLetterLower(line.TrimStart().FirstOrDefault());
        return isCode ? new(1, Has("div") || Has("sqrt") ? 1 : 0, Has("[rsp") || Has("[rbp") ? 1 : 0, Has(" call") ? 1 : 0) : default;

        bool Has(string part) => line.Contains(part, StringComparison.Ordinal);
    }
}
