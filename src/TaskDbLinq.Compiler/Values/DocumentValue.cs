using System.Diagnostics;
using System.Text.Json.Serialization;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>
/// One immutable value inside a dict field of a task: a scalar, a <see cref="Document"/> or a <see cref="DocumentArray"/>.
/// Equality and order are MongoDB's: numbers compare by value whatever their width, strings by code point,
/// documents by their fields in order. A missing value and <c>null</c> are equal to each other and to a null reference.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(DocumentJsonConverter))]
public abstract partial class DocumentValue : IEquatable<DocumentValue>, IComparable<DocumentValue>
{
    private protected DocumentValue()
    {
    }

    /// <summary>What indexing answers where there is nothing.</summary>
    public static DocumentValue Missing => DocumentNull.MissingValue;

    /// <summary>The explicit <c>null</c>.</summary>
    public static DocumentValue Null => DocumentNull.NullValue;

    /// <summary>What the value holds.</summary>
    public abstract DocumentKind Kind { get; }

    /// <summary>Whether the value is <c>null</c> or missing.</summary>
    public bool IsNull => Kind <= DocumentKind.Null;

    /// <summary>The class within which values compare; BSON's canonical type.</summary>
    internal abstract TypeClass TypeClass { get; }

    /// <summary>The value of the field <paramref name="name"/>; <see cref="Missing"/> where there is none.</summary>
    public virtual DocumentValue this[string name] => Missing;

    /// <summary>The array element at <paramref name="index"/>, from zero; <see cref="Missing"/> where there is none.</summary>
    public virtual DocumentValue this[int index] => Missing;

    /// <summary>Whether two values are equal as MongoDB compares them.</summary>
    public bool Equals(DocumentValue? other) =>
        other is null ? IsNull : TypeClass == other.TypeClass && CompareWithinClass(other) == 0;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is null ? IsNull : obj is DocumentValue other && Equals(other);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>
    /// Compares in BSON's sort order: null, numbers, strings, documents, arrays, binary, booleans, dates, expressions.
    /// </summary>
    /// <seealso href="https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/"/>
    public int CompareTo(DocumentValue? other)
    {
        other ??= Null;
        return TypeClass == other.TypeClass ? CompareWithinClass(other) : TypeClass.CompareTo(other.TypeClass);
    }

    /// <summary>The value as MongoDB Extended JSON v2, relaxed.</summary>
    public override string ToString() => DocumentJson.Write(this);

    /// <summary>Compares with a value of the same <see cref="TypeClass"/>.</summary>
    internal abstract int CompareWithinClass(DocumentValue other);

    /// <summary>
    /// Compares as MongoDB's <c>$gt</c>, <c>$gte</c>, <c>$lt</c> and <c>$lte</c> do: within one type class only,
    /// and NaN with nothing but itself.
    /// </summary>
    /// <returns>False when the two do not compare.</returns>
    internal bool TryCompare(DocumentValue other, out int order)
    {
        order = 0;
        if (TypeClass != other.TypeClass || (this is DocumentNumber a && other is DocumentNumber b && a.IsNaN != b.IsNaN))
        {
            return false;
        }

        order = CompareWithinClass(other);
        return true;
    }
}
