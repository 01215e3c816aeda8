using System.Globalization;

namespace TaskDbLinq.Values;

/// <summary>
/// Reads the typed forms of MongoDB Extended JSON v2 (<c>{"$date": …}</c> and its like) out of plain objects.
/// https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/
/// </summary>
internal static class ExtendedJson
{
    /// <summary>
    /// Marks an object that only looks like a typed form: <c>{"$literal": {"$date": "no date"}}</c>. Extended JSON has no
    /// way to write one, and a task's data may be anything; the name is that of MongoDB's aggregation operator.
    /// </summary>
    public const string Literal = "$literal";

    private const double MinMillis = -62135596800000.0;
    private const double MaxMillis = 253402300799999.0;

    /// <summary>Whether an object of this first name is a typed value rather than an operator document.</summary>
    public static bool IsTypeName(string name) => name is
        "$date" or "$numberInt" or "$numberLong" or "$numberDouble" or "$numberDecimal" or "$binary" or "$uuid"
        or "$regularExpression" or Literal || IsForeign(name);

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

    /// <summary>Reads the typed forms of stored data; what only looks like one is the object that it is.</summary>
    public static DocumentValue InterpretStored(DocumentValue value) => value switch
    {
        Document { Count: > 0 } document when IsTypeName(document.Names[0]) && Typed(document, out _) is { } typed => typed,
        Document { Count: > 0 } document => StoredItems(document.Items) is { } items ? document.With(items) : document,
        DocumentArray { Count: > 0 } array => StoredItems(array.Span) is { } items ? DocumentArray.Own(items) : array,
        _ => value,
    };

    /// <summary>The values with their forms interpreted; null when there is none among them, as in most objects.</summary>
    private static DocumentValue[]? StoredItems(ReadOnlySpan<DocumentValue> items)
    {
        DocumentValue[]? result = null;
        for (var i = 0; i < items.Length; i++)
        {
            var item = InterpretStored(items[i]);
            if (!ReferenceEquals(item, items[i]))
            {
                result ??= items.ToArray();
                result[i] = item;
            }
        }

        return result;
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
            Literal => inner is Document literal && InterpretAll(literal.Items, out reason) is { } values
                ? Document.Own(literal.Names.ToArray(), values)
                : null,
            _ =>
                inner is Document { Count: 2 } parts && parts["pattern"] is DocumentString pattern
                    && parts["options"] is DocumentString options
                ? new DocumentRegex(pattern.Value, options.Value) : null,
        };
    }

    /// <summary>
    /// <c>{ { $ref: "c" } } => { $literal: { $ref: "c" } }</c>: an operand of a filter whose first name starts with $ would be read as
    /// operators. Of a list its items.
    /// </summary>
    public static DocumentValue Literally(DocumentValue operand) => operand switch
    {
        Document { Count: > 0 } document when document.Names[0].StartsWith('$') && !IsTypeName(document.Names[0]) =>
            Document.LiteralForm(document),
        DocumentArray array
            when array.Any(
                item => item is Document { Count: > 0 } document && document.Names[0].StartsWith('$') && !IsTypeName(document.Names[0])) =>
            DocumentArray.Of(array.Select(Literally)),
        _ => operand,
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

    private static bool IsForeign(string name) => name is
        "$oid" or "$timestamp" or "$minKey" or "$maxKey" or "$symbol" or "$code" or "$dbPointer" or "$undefined";

    private static string Shape(string name) => name switch
    {
        "$date" => "an ISO 8601 string or milliseconds since 1970",
        "$numberInt" or "$numberLong" or "$numberDouble" or "$numberDecimal" => "a string that spells the number",
        "$uuid" => "a string like 01234567-89ab-cdef-0123-456789abcdef",
        "$binary" => "an object with base64 and subType",
        Literal => "an object",
        _ => "an object with pattern and options",
    };
}
