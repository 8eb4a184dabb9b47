using System.Collections;
using System.Globalization;

namespace LossDsl;

/// <summary>Immutable copy of a list of numbers with value equality, so that options with equal class weights are equal records.</summary>
internal sealed class ValueList(IEnumerable<double> numbers) : IReadOnlyList<double>, IEquatable<ValueList>
{
    private readonly double[] numbers = [.. numbers];

    public int Count => numbers.Length;

    public double this[int index] => numbers[index];

    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)numbers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(ValueList? other) => other is not null && numbers.AsSpan().SequenceEqual(other.numbers);

    public override bool Equals(object? obj) => Equals(obj as ValueList);

    public override int GetHashCode() => numbers.Aggregate(numbers.Length, HashCode.Combine);

    public override string ToString() => $"[{string.Join(", ", numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)))}]";
}
