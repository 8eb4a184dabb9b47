// Types that the language needs and netstandard2.0 lacks. Written here and not by a package, whose generator emits its files in random order: two builds were never the same bytes.

namespace System.Runtime.CompilerServices
{
    /// <summary>Marks a setter that is called only by an initializer: <c>init</c>.</summary>
    internal static class IsExternalInit;

    /// <summary>Marks a member that an initializer must set: <c>required</c>.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>Names a feature that a compiler must know to use a member.</summary>
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        /// <summary>Name of the feature.</summary>
        public string FeatureName { get; } = featureName;
    }

    /// <summary>Names the method that makes a collection from a collection expression.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
    internal sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
    {
        /// <summary>Type that has the method.</summary>
        public Type BuilderType { get; } = builderType;

        /// <summary>Name of the method.</summary>
        public string MethodName { get; } = methodName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Marks a constructor that sets all required members.</summary>
    [AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}

namespace System
{
    /// <summary>Index from the beginning or, by <c>^</c>, from the end of a sequence.</summary>
    /// <param name="value">Distance.</param>
    /// <param name="fromEnd">Whether the distance is one from the end.</param>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        /// <summary>Index of the first element.</summary>
        public static Index Start => new(0);

        /// <summary>Index after the last element.</summary>
        public static Index End => new(0, true);

        public static implicit operator Index(int value) => new(value);

        /// <summary>Returns the index from the beginning of a sequence of a length.</summary>
        public int GetOffset(int length) => fromEnd ? length - value : value;
    }

    /// <summary>Part of a sequence: <c>a..b</c>.</summary>
    /// <param name="start">First index.</param>
    /// <param name="end">Index after the last one.</param>
    internal readonly struct Range(Index start, Index end)
    {
        /// <summary>Range of the whole sequence.</summary>
        public static Range All => new(Index.Start, Index.End);

        /// <summary>First index.</summary>
        public Index Start { get; } = start;

        /// <summary>Index after the last one.</summary>
        public Index End { get; } = end;

        /// <summary>Returns the part from an index on.</summary>
        public static Range StartAt(Index start) => new(start, Index.End);

        /// <summary>Returns the part before an index.</summary>
        public static Range EndAt(Index end) => new(Index.Start, end);
    }
}
