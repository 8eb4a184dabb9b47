using System.Collections;
using System.Runtime.CompilerServices;

namespace LossDsl.Generator.Collections;

/// <summary>Immutable array that compares item by item. Models built from it are comparable by value, as the compiler's incremental cache requires.</summary>
/// <typeparam name="T">The type of the items, which must compare by value.</typeparam>
[CollectionBuilder(typeof(EquatableArray), nameof(EquatableArray.Create))]
internal readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
{
    private readonly T[]? items;

    internal EquatableArray(T[] items) => this.items = items;

    public int Count => items?.Length ?? 0;

    public T this[int index] => items![index];

    public bool Equals(EquatableArray<T> other)
    {
        if (ReferenceEquals(items, other.items))
        {
            return true;
        }

        if (Count != other.Count)
        {
            return false;
        }

        // A loop by index: comparisons of expressions spend most of their time here, and each enumerator would be allocated.
        for (var i = 0; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(items![i], other.items![i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = 17;
        for (var i = 0; i < Count; i++)
        {
            hash = unchecked((hash * 31) + (items![i]?.GetHashCode() ?? 0));
        }

        return hash;
    }

    /// <summary>Returns an array with the converted items, in order.</summary>
    public TResult[] Convert<TResult>(Func<T, TResult> convert)
    {
        var results = new TResult[Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = convert(items![i]);
        }

        return results;
    }

    /// <summary>The backing array, which callers must not modify: for loops whose work costs less than an enumerator.</summary>
    internal T[] Items => items ?? [];

    public IEnumerator<T> GetEnumerator() => (items ?? []).AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Creates an <see cref="EquatableArray{T}"/> from a collection expression or a sequence.</summary>
internal static class EquatableArray
{
    /// <summary>Copies the items of a collection expression.</summary>
    public static EquatableArray<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>Copies the items of a sequence.</summary>
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items) => new([.. items]);
}
