using System.Globalization;
using TaskDbLinq.Records;

namespace TaskDbLinq.Documents;

/// <summary>
/// Reads the typed forms of MongoDB Extended JSON v2 (<c>{"$date": …}</c> and its like) out of plain objects.
/// https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/
/// </summary>
internal static class ExtendedJson
{
    private const double MinMillis = -62135596800000.0;
    private const double MaxMillis = 253402300799999.0;

    /// <summary>Whether an object of this first name is a typed value rather than an operator document.</summary>
    public static bool IsTypeName(string name) => name is
        "$date" or "$numberInt" or "$numberLong" or "$numberDouble" or "$numberDecimal" or "$binary" or "$uuid"
        or "$regularExpression" || IsForeign(name);

    /// <summary>Turns every typed form within a value into the value it stands for.</summary>
    /// <returns>Null, and the reason, when one is malformed.</returns>
    public static DocumentValue? Interpret(DocumentValue value, out string reason)
    {
        reason = string.Empty;
        switch (value)
        {
            case Document { Count: > 0 } document when IsTypeName(document.Names[0]):
                return Typed(document, out reason);
            case Document { Count: > 0 } document:
                return InterpretAll(document.Items, out reason) is { } values ? Document.Own(document.Names.ToArray(), values) : null;
            case DocumentArray { Count: > 0 } array:
                return InterpretAll(array.Span, out reason) is { } items ? DocumentArray.Own(items) : null;
            default:
                return value;
        }
    }

    private static DocumentValue[]? InterpretAll(ReadOnlySpan<DocumentValue> values, out string reason)
    {
        reason = string.Empty;
        var result = new DocumentValue[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (Interpret(values[i], out reason) is not { } value)
            {
                return null;
            }

            result[i] = value;
        }

        return result;
    }

    private static DocumentValue? Typed(Document form, out string reason)
    {
        var (name, inner) = (form.Names[0], form.Items[0]);
        reason = $"{name} takes {Shape(name)}";
        if (IsForeign(name))
        {
            reason = $"{name} is a BSON type that task records do not hold";
            return null;
        }

        if (form.Count > 1)
        {
            reason = $"{name} stands alone in its object";
            return null;
        }

        return name switch
        {
            "$date" => Date(inner),
            "$numberInt" => inner is DocumentString text && int.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? (DocumentValue)number : null,
            "$numberLong" => inner is DocumentString text && long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? (DocumentValue)number : null,
            "$numberDouble" => inner is DocumentString text ? Double(text.Value) : null,
            "$numberDecimal" => inner is DocumentString text && decimal.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? (DocumentValue)number : null,
            "$uuid" => inner is DocumentString text && Guid.TryParseExact(text.Value, "D", out var guid) ? (DocumentValue)guid : null,
            "$binary" => inner is Document { Count: 2 } parts ? Binary(parts) : null,
            _ => inner is Document { Count: 2 } parts && parts["pattern"] is DocumentString pattern && parts["options"] is DocumentString options
                ? new DocumentRegex(pattern.Value, options.Value) : null,
        };
    }

    private static DocumentDate? Date(DocumentValue inner) => inner switch
    {
        DocumentString text when Timestamps.TryParse(text.Value, out var utc) => new DocumentDate(utc),
        DocumentNumber { IsNaN: false } number => FromMillis(number),
        Document { Count: 1 } form when form["$numberLong"] is DocumentString text
            && long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var millis) => FromMillis(DocumentInt.Narrowest(millis)),
        _ => null,
    };

    private static DocumentDate? FromMillis(DocumentNumber millis) =>
        millis.ToDouble() is >= MinMillis and <= MaxMillis && millis.ToInt64() is { } whole
            ? new DocumentDate(DateTime.UnixEpoch.AddTicks(whole * TimeSpan.TicksPerMillisecond))
            : null;

    private static DocumentDouble? Double(string text) => text switch
    {
        "NaN" => new DocumentDouble(double.NaN),
        "Infinity" => new DocumentDouble(double.PositiveInfinity),
        "-Infinity" => new DocumentDouble(double.NegativeInfinity),
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new DocumentDouble(number) : null,
    };

    private static DocumentBinary? Binary(Document parts)
    {
        if (parts["base64"] is not DocumentString base64 || parts["subType"] is not DocumentString subtype
            || !byte.TryParse(subtype.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        var bytes = new byte[(base64.Value.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(base64.Value, bytes, out var count) ? new DocumentBinary(bytes.AsMemory(0, count), code) : null;
    }

    private static bool IsForeign(string name) => name is
        "$oid" or "$timestamp" or "$minKey" or "$maxKey" or "$symbol" or "$code" or "$dbPointer" or "$undefined";

    private static string Shape(string name) => name switch
    {
        "$date" => "an ISO 8601 string or milliseconds since 1970",
        "$numberInt" or "$numberLong" or "$numberDouble" or "$numberDecimal" => "a string that spells the number",
        "$uuid" => "a string like 01234567-89ab-cdef-0123-456789abcdef",
        "$binary" => "an object with base64 and subType",
        _ => "an object with pattern and options",
    };
}
