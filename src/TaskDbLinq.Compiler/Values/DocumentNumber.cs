using System.Globalization;
using System.Text.Json.Serialization;

namespace TaskDbLinq.Values;

/// <summary>
/// A number of any width. All widths are one type class and compare by exact value: <c>1 == 1.0</c>,
/// and 2^53 + 1 is greater than the double 2^53.
/// </summary>
[JsonConverter(typeof(DocumentJsonConverter))]
internal abstract class DocumentNumber : DocumentValue
{
    internal sealed override TypeClass TypeClass => TypeClass.Number;

    public virtual bool IsNaN => false;

    public abstract double ToDouble();

    /// <summary>The whole number, or null when the value has a fraction or does not fit.</summary>
    public abstract long? ToInt64();

    /// <summary>
    /// The value with its fraction cut off toward zero, or null when that does not fit in 64 bits; as <c>$mod</c> reads numbers.
    /// </summary>
    public abstract long? Truncate();

    public abstract string ToInvariantString();

    /// <summary>Equal numbers of different widths share a hash.</summary>
    public sealed override int GetHashCode() => ToInt64() is { } whole ? whole.GetHashCode() : ToDouble().GetHashCode();

    internal sealed override int CompareWithinClass(DocumentValue other) => NumericOrder.Compare(this, (DocumentNumber)other);
}

[JsonConverter(typeof(DocumentJsonConverter))]
internal sealed class DocumentInt(long value, DocumentKind kind) : DocumentNumber
{
    public long Value { get; } = value;

    public override DocumentKind Kind { get; } = kind;

    /// <summary>The narrowest kind that holds the number, as MongoDB's drivers choose it.</summary>
    public static DocumentInt Narrowest(long value) =>
        new(value, value is >= int.MinValue and <= int.MaxValue ? DocumentKind.Int32 : DocumentKind.Int64);

    public override double ToDouble() => Value;

    public override long? ToInt64() => Value;

    public override long? Truncate() => Value;

    public override string ToInvariantString() => Value.ToString(CultureInfo.InvariantCulture);
}

[JsonConverter(typeof(DocumentJsonConverter))]
internal sealed class DocumentDouble(double value) : DocumentNumber
{
    private const double TwoTo63 = 9223372036854775808.0;

    public double Value { get; } = value;

    /// <summary>
    /// The digits of a whole number that is larger than any other kind holds, as JSON text had them. It counts as the double, and is
    /// written with all of them.
    /// </summary>
    public string? Digits { get; init; }

    public override DocumentKind Kind => DocumentKind.Double;

    public override bool IsNaN => double.IsNaN(Value);

    public override double ToDouble() => Value;

    public override long? ToInt64() => Math.Truncate(Value) == Value ? Truncate() : null;

    public override long? Truncate() => Value is >= -TwoTo63 and < TwoTo63 ? (long)Value : null;

    public override string ToInvariantString() => Text(Value);

    /// <summary>
    /// The shortest text that reads back as the number. .NET's own is not that for two powers of two, 2^-25 and 2^-958, whose
    /// shortest text reads back as the number before.
    /// </summary>
    public static string Text(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsNaN(value) || double.Parse(text, CultureInfo.InvariantCulture) == value
            ? text
            : value.ToString("G17", CultureInfo.InvariantCulture);
    }
}

[JsonConverter(typeof(DocumentJsonConverter))]
internal sealed class DocumentDecimal(decimal value) : DocumentNumber
{
    public decimal Value { get; } = value;

    public override DocumentKind Kind => DocumentKind.Decimal;

    public override double ToDouble() => (double)Value;

    public override long? ToInt64() => decimal.Truncate(Value) == Value ? Truncate() : null;

    public override long? Truncate() => decimal.Truncate(Value) is >= long.MinValue and <= long.MaxValue and var whole ? (long)whole : null;

    public override string ToInvariantString() => Value.ToString(CultureInfo.InvariantCulture);
}
