using System.Globalization;
using System.Text.Json.Serialization;

namespace TaskDbLinq.Values;

/// <summary>A missing value, or an explicit null; the two differ for <c>$exists</c> and <c>$type</c> only.</summary>
[JsonConverter(typeof(DocumentJsonConverter))]
internal sealed class DocumentNull : DocumentValue
{
    public static readonly DocumentNull MissingValue = new(DocumentKind.Missing);
    public static readonly DocumentNull NullValue = new(DocumentKind.Null);

    private DocumentNull(DocumentKind kind) => Kind = kind;

    public override DocumentKind Kind { get; }

    internal override TypeClass TypeClass => TypeClass.Null;

    public override int GetHashCode() => 0;

    internal override int CompareWithinClass(DocumentValue other) => 0;
}

[JsonConverter(typeof(DocumentJsonConverter))]
internal sealed class DocumentBoolean : DocumentValue
{
    private static readonly DocumentBoolean True = new(true);
    private static readonly DocumentBoolean False = new(false);

    private DocumentBoolean(bool value) => Value = value;

    public bool Value { get; }

    public override DocumentKind Kind => DocumentKind.Boolean;

    internal override TypeClass TypeClass => TypeClass.Boolean;

    public static DocumentBoolean Of(bool value) => value ? True : False;

    public override int GetHashCode() => Value ? 1 : 2;

    internal override int CompareWithinClass(DocumentValue other) => Value.CompareTo(((DocumentBoolean)other).Value);
}

[JsonConverter(typeof(DocumentJsonConverter))]
internal sealed class DocumentString(string value) : DocumentValue
{
    public string Value { get; } = value;

    public override DocumentKind Kind => DocumentKind.String;

    internal override TypeClass TypeClass => TypeClass.String;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    internal override int CompareWithinClass(DocumentValue other) => CodePointOrder.Compare(Value, ((DocumentString)other).Value);
}

/// <summary>A timestamp in UTC, to the 100 ns of <see cref="DateTime"/>.</summary>
[JsonConverter(typeof(DocumentJsonConverter))]
internal sealed class DocumentDate(DateTime utc) : DocumentValue
{
    public DateTime Value { get; } = utc;

    public override DocumentKind Kind => DocumentKind.Date;

    internal override TypeClass TypeClass => TypeClass.Date;

    public override int GetHashCode() => Value.GetHashCode();

    internal override int CompareWithinClass(DocumentValue other) => Value.CompareTo(((DocumentDate)other).Value);
}

/// <summary>Bytes with BSON's subtype. They compare by length, then subtype, then bytes, as MongoDB has it.</summary>
[JsonConverter(typeof(DocumentJsonConverter))]
internal sealed class DocumentBinary(ReadOnlyMemory<byte> bytes, byte subtype) : DocumentValue
{
    public const byte UuidSubtype = 4;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public byte Subtype { get; } = subtype;

    public override DocumentKind Kind => DocumentKind.Binary;

    internal override TypeClass TypeClass => TypeClass.Binary;

    public static DocumentBinary FromGuid(Guid value) => new(value.ToByteArray(bigEndian: true), UuidSubtype);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    internal override int CompareWithinClass(DocumentValue other)
    {
        var that = (DocumentBinary)other;
        var order = Bytes.Length.CompareTo(that.Bytes.Length);
        order = order != 0 ? order : Subtype.CompareTo(that.Subtype);
        return order != 0 ? order : Bytes.Span.SequenceCompareTo(that.Bytes.Span);
    }
}

/// <summary>A regular expression: PCRE text and MongoDB's options. Only queries hold one.</summary>
[JsonConverter(typeof(DocumentJsonConverter))]
internal sealed class DocumentRegex(string pattern, string options) : DocumentValue
{
    public string Pattern { get; } = pattern;

    public string Options { get; } = options;

    public override DocumentKind Kind => DocumentKind.Regex;

    internal override TypeClass TypeClass => TypeClass.Regex;

    public override int GetHashCode() =>
        string.GetHashCode(string.Create(CultureInfo.InvariantCulture, $"{Pattern}/{Options}"), StringComparison.Ordinal);

    internal override int CompareWithinClass(DocumentValue other)
    {
        var that = (DocumentRegex)other;
        var order = CodePointOrder.Compare(Pattern, that.Pattern);
        return order != 0 ? order : CodePointOrder.Compare(Options, that.Options);
    }
}
