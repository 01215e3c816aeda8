using System.Globalization;

namespace TaskDbLinq.Values;

/// <summary>One typed form of <see cref="ExtendedJson"/>: <c>{"$date": …}</c>, <c>{"$binary": …}</c>.</summary>
internal static class TypedForm
{
    private const double MinMillis = -62135596800000.0;
    private const double MaxMillis = 253402300799999.0;

    /// <summary>Whether a form is of a type that no value here has.</summary>
    public static bool IsForeign(string name) => name is
        "$oid" or "$timestamp" or "$minKey" or "$maxKey" or "$symbol" or "$code" or "$dbPointer" or "$undefined";

    /// <summary>Reads an object that has the first name of a form.</summary>
    /// <returns>Null, and the reason, when it is malformed.</returns>
    public static DocumentValue? Read(Document form, out string reason)
    {
        var (name, inner) = (form.Names[0], form.Items[0]);
        reason = string.Empty;
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

        if (Read(name, inner, ref reason) is { } value)
        {
            return value;
        }

        reason = reason.Length == 0 ? $"{name} takes {Shape(name)}" : reason;
        return null;
    }

    /// <summary>Returns null for what is malformed, and the reason where it is another one than the form.</summary>
    private static DocumentValue? Read(string name, DocumentValue inner, ref string reason) => name switch
    {
        "$date" => Date(inner),
        "$numberInt" => inner is DocumentString text
            && int.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (DocumentValue)number : null,
        "$numberLong" => inner is DocumentString text
            && long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (DocumentValue)number : null,
        "$numberDouble" => inner is DocumentString text ? Double(text.Value) : null,
        "$numberDecimal" => inner is DocumentString text ? ExactDecimal.Read(text.Value, ref reason) : null,
        "$uuid" => inner is DocumentString text && Guid.TryParseExact(text.Value, "D", out var guid) ? (DocumentValue)guid : null,
        "$binary" => inner is Document { Count: 2 } parts ? Binary(parts, ref reason) : null,
        ExtendedJson.Literal => inner is Document literal && ExtendedJson.InterpretAll(literal.Items, out reason) is { } values
            ? Document.Own(literal.Names.ToArray(), values)
            : null,
        _ =>
            inner is Document { Count: 2 } parts && parts["pattern"] is DocumentString pattern
                && parts["options"] is DocumentString options
            ? new DocumentRegex(pattern.Value, options.Value) : null,
    };

    private static DocumentDate? Date(DocumentValue inner) => inner switch
    {
        DocumentString text when Timestamps.TryParse(text.Value, out var utc) => new DocumentDate(utc),
        DocumentNumber { IsNaN: false } number => FromMillis(number),
        Document { Count: 1 } form when form["$numberLong"] is DocumentString text
            && long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var millis) =>
                FromMillis(DocumentInt.Narrowest(millis)),
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

    private static DocumentBinary? Binary(Document parts, ref string reason)
    {
        if (parts["base64"] is not DocumentString base64 || parts["subType"] is not DocumentString subtype
            || !byte.TryParse(subtype.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        var bytes = new byte[(base64.Value.Length * 3 / 4) + 3];
        var isBase64 = Convert.TryFromBase64String(base64.Value, bytes, out var count);
        if (isBase64 && code is 3 or DocumentBinary.UuidSubtype && count != 16)
        {
            reason = "$binary of a UUID has 16 bytes";
            return null;
        }

        return isBase64 ? new DocumentBinary(bytes.AsMemory(0, count), code) : null;
    }

    private static string Shape(string name) => name switch
    {
        "$date" => "an ISO 8601 string or milliseconds since 1970",
        "$numberInt" or "$numberLong" or "$numberDouble" or "$numberDecimal" => "a string that spells the number",
        "$uuid" => "a string like 01234567-89ab-cdef-0123-456789abcdef",
        "$binary" => "an object with base64 and subType",
        ExtendedJson.Literal => "an object",
        _ => "an object with pattern and options",
    };
}
