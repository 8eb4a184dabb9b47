namespace LossDsl.Benchmarks.Probes;

/// <summary>Numbers of instructions on one path through a loop, by kind.</summary>
/// <param name="Count">All instructions.</param>
/// <param name="Divisions">Divisions and square roots, which take the processor many cycles each.</param>
/// <param name="Stack">Instructions that read or write the stack, because the compiler ran out of registers.</param>
/// <param name="Calls">Calls of methods that the compiler did not inline.</param>
internal readonly record struct InstructionCounts(int Count, int Divisions, int Stack, int Calls)
{
    public static InstructionCounts operator +(InstructionCounts a, InstructionCounts b) => new(a.Count + b.Count, a.Divisions + b.Divisions, a.Stack + b.Stack, a.Calls + b.Calls);

    /// <summary>Counts one line of a listing: one instruction, or none for labels, comments and data.</summary>
    public static InstructionCounts Classify(string line)
    {
        var isCode = line.Length > 1 && line[0] == ' ' && char.IsAsciiLetterLower(line.TrimStart().FirstOrDefault());
        return isCode ? new(1, Has("div") || Has("sqrt") ? 1 : 0, Has("[rsp") || Has("[rbp") ? 1 : 0, Has(" call") ? 1 : 0) : default;

        bool Has(string part) => line.Contains(part, StringComparison.Ordinal);
    }
}
