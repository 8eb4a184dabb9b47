using System.Numerics;

namespace LossDsl.Kernels.Windows;

/// <summary>Arithmetic on lines of float64 values, element by element, so that the width of a vector changes no bit.</summary>
internal static class LineMath
{
    /// <summary>Raises each element of a line to another, or lowers it.</summary>
    /// <param name="line">Line that is changed.</param>
    /// <param name="other">Line of the same length.</param>
    /// <param name="isMaximum">Whether to keep the larger element; otherwise the smaller.</param>
    public static void Extreme(Span<double> line, ReadOnlySpan<double> other, bool isMaximum)
    {
        var i = 0;
        for (; i <= line.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var (a, b) = (new Vector<double>(line[i..]), new Vector<double>(other[i..]));
            (isMaximum ? Vector.Max(a, b) : Vector.Min(a, b)).CopyTo(line[i..]);
        }

        for (; i < line.Length; i++)
        {
            line[i] = isMaximum ? Math.Max(line[i], other[i]) : Math.Min(line[i], other[i]);
        }
    }

    /// <summary>Adds a weighted line.</summary>
    public static void Add(Span<double> line, ReadOnlySpan<double> other, double weight)
    {
        var i = 0;
        for (; i <= line.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(line[i..]) + (new Vector<double>(other[i..]) * weight)).CopyTo(line[i..]);
        }

        for (; i < line.Length; i++)
        {
            line[i] += other[i] * weight;
        }
    }

    /// <summary>Adds a weighted number to each element.</summary>
    public static void Add(Span<double> line, double number)
    {
        foreach (ref var element in line)
        {
            element += number;
        }
    }

    /// <summary>Returns the sum of the elements.</summary>
    public static double Sum(ReadOnlySpan<double> line)
    {
        var sum = 0.0;
        foreach (var element in line)
        {
            sum += element;
        }

        return sum;
    }

    /// <summary>Moves the adjoints of the extremes that a place attains to that place.</summary>
    /// <param name="values">Values of the place.</param>
    /// <param name="extremes">Extremes of the windows.</param>
    /// <param name="rest">Adjoints that no place has got. Those that are moved become 0.</param>
    /// <param name="result">Adjoints of the values, to which those that are moved are added.</param>
    public static void Move(ReadOnlySpan<double> values, ReadOnlySpan<double> extremes, Span<double> rest, Span<double> result)
    {
        var i = 0;
        for (; i <= rest.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var (isAttained, adjoint) = (Vector.Equals(new Vector<double>(values[i..]), new Vector<double>(extremes[i..])), new Vector<double>(rest[i..]));
            (new Vector<double>(result[i..]) + Vector.ConditionalSelect(isAttained, adjoint, Vector<double>.Zero)).CopyTo(result[i..]);
            Vector.ConditionalSelect(isAttained, Vector<double>.Zero, adjoint).CopyTo(rest[i..]);
        }

        for (; i < rest.Length; i++)
        {
            var isAttained = values[i] == extremes[i];
            result[i] += isAttained ? rest[i] : 0;
            rest[i] = isAttained ? 0 : rest[i];
        }
    }

    /// <summary>Drops the adjoints of the extremes that a place attains.</summary>
    /// <param name="values">Values of the place.</param>
    /// <param name="extremes">Extremes of the windows.</param>
    /// <param name="rest">Adjoints that no place has got. Those that are dropped become 0.</param>
    public static void Drop(ReadOnlySpan<double> values, ReadOnlySpan<double> extremes, Span<double> rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = values[i] == extremes[i] ? 0 : rest[i];
        }
    }

    /// <summary>Drops the adjoints of the extremes that are 0: a zero beyond the border attains them.</summary>
    public static void Drop(ReadOnlySpan<double> extremes, Span<double> rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = extremes[i] == 0 ? 0 : rest[i];
        }
    }
}
