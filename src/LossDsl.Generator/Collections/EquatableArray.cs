using System.Collections;
using System.Runtime.CompilerServices;

namespace LossDsl.Generator.Collections;

/// <summary>An immutable array that compares by its items, so that a model made of it can be cached by the compiler.</summary>
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

        // By index: what compares expressions compares little else, and an enumerator is an object each time.
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

    /// <summary>Something made of each item.</summary>
    public TResult[] Convert<TResult>(Func<T, TResult> convert)
    {
        var results = new TResult[Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = convert(items![i]);
        }

        return results;
    }

    /// <summary>The items, not to be changed: for loops where an enumerator would cost more than the work.</summary>
    internal T[] Items => items ?? [];

    public IEnumerator<T> GetEnumerator() => (items ?? []).AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Creates equatable arrays from collection expressions and sequences.</summary>
internal static class EquatableArray
{
    public static EquatableArray<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items) => new([.. items]);
}
