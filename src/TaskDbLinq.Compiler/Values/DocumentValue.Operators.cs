using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>The operators that make <c>t.Header["msg_type"] == "apply_request"</c> read as it should.</summary>
public abstract partial class DocumentValue
{
    /// <summary>A string; a null reference gives <see cref="Null"/>.</summary>
    public static implicit operator DocumentValue(string? value) => value is null ? Null : new DocumentString(value);

    /// <summary>A boolean.</summary>
    public static implicit operator DocumentValue(bool value) => DocumentBoolean.Of(value);

    /// <summary>A 32-bit number.</summary>
    public static implicit operator DocumentValue(int value) => new DocumentInt(value, DocumentKind.Int32);

    /// <summary>A 64-bit number.</summary>
    public static implicit operator DocumentValue(long value) => new DocumentInt(value, DocumentKind.Int64);

    /// <summary>A double.</summary>
    public static implicit operator DocumentValue(double value) => new DocumentDouble(value);

    /// <summary>A decimal.</summary>
    public static implicit operator DocumentValue(decimal value) => new DocumentDecimal(value);

    /// <summary>A timestamp; one of kind Local or Unspecified is local time, as for <see cref="DateTime.ToUniversalTime"/>.</summary>
    public static implicit operator DocumentValue(DateTime value) => new DocumentDate(value.ToUniversalTime());

    /// <summary>A UUID: binary of subtype 4.</summary>
    public static implicit operator DocumentValue(Guid value) => DocumentBinary.FromGuid(value);

    /// <summary>The string; null when the value is anything else.</summary>
    public static explicit operator string?(DocumentValue? value) => (value as DocumentString)?.Value;

    /// <summary>The boolean; null when the value is anything else.</summary>
    public static explicit operator bool?(DocumentValue? value) => (value as DocumentBoolean)?.Value;

    /// <summary>The number as a 64-bit integer; null when the value is anything else, or not a whole number in range.</summary>
    public static explicit operator long?(DocumentValue? value) => (value as DocumentNumber)?.ToInt64();

    /// <summary>The number as a 32-bit integer; null when the value is anything else, or not a whole number in range.</summary>
    public static explicit operator int?(DocumentValue? value) =>
        (value as DocumentNumber)?.ToInt64() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : null;

    /// <summary>The number as a double; null when the value is anything else.</summary>
    public static explicit operator double?(DocumentValue? value) => (value as DocumentNumber)?.ToDouble();

    /// <summary>The timestamp in UTC; null when the value is anything else.</summary>
    public static explicit operator DateTime?(DocumentValue? value) => (value as DocumentDate)?.Value;

    /// <summary>Whether two values are equal as MongoDB compares them; missing, null and a null reference are equal.</summary>
    public static bool operator ==(DocumentValue? left, DocumentValue? right) => (left ?? Null).Equals(right ?? Null);

    /// <summary>The complement of equality.</summary>
    public static bool operator !=(DocumentValue? left, DocumentValue? right) => !(left == right);

    /// <summary>Whether both are of one type class and <paramref name="left"/> is less.</summary>
    public static bool operator <(DocumentValue? left, DocumentValue? right) =>
        (left ?? Null).TryCompare(right ?? Null, out var order) && order < 0;

    /// <summary>Whether both are of one type class and <paramref name="left"/> is greater.</summary>
    public static bool operator >(DocumentValue? left, DocumentValue? right) =>
        (left ?? Null).TryCompare(right ?? Null, out var order) && order > 0;

    /// <summary>Whether both are of one type class and <paramref name="left"/> is less or equal.</summary>
    public static bool operator <=(DocumentValue? left, DocumentValue? right) =>
        (left ?? Null).TryCompare(right ?? Null, out var order) && order <= 0;

    /// <summary>Whether both are of one type class and <paramref name="left"/> is greater or equal.</summary>
    public static bool operator >=(DocumentValue? left, DocumentValue? right) =>
        (left ?? Null).TryCompare(right ?? Null, out var order) && order >= 0;
}
