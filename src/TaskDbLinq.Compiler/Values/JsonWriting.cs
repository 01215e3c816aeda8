using System.Text.Encodings.Web;
using System.Text.Json;

namespace TaskDbLinq.Values;

/// <summary>The forms of JSON text.</summary>
internal enum JsonForm
{
    /// <summary>Plain JSON, which can't tell every kind from every other.</summary>
    Plain,

    /// <summary>Extended JSON v2, relaxed: a whole number is as wide as it has to be.</summary>
    Relaxed,

    /// <summary>The same, with the width of each number: reading it again gives what was written.</summary>
    Stored,

    /// <summary>
    /// The same for PostgreSQL's jsonb, which writes numbers without exponents: 1e23 would become another number, a whole one.
    /// </summary>
    Jsonb,
}

/// <summary>Writes values through <see cref="Utf8JsonWriter"/>.</summary>
internal static class JsonWriting
{
    /// <summary>From here on .NET writes doubles with exponents.</summary>
    private const double LeastExponent = 1e15;

    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = 2 * DocumentJson.MaxDepth,
    };

    public static void Write(Utf8JsonWriter json, DocumentValue value, JsonForm form)
    {
        switch (value)
        {
            case Document { Kind: DocumentKind.Object } document:
                var isLiteral = form != JsonForm.Plain && document.Count > 0 && ExtendedJson.IsTypeName(document.Names[0])
                    && !document.IsLiteralForm;
                if (isLiteral)
                {
                    json.WriteStartObject();
                    json.WritePropertyName(ExtendedJson.Literal);
                }

                WriteObject(json, document, form);
                if (isLiteral)
                {
                    json.WriteEndObject();
                }

                break;
            case DocumentArray array:
                json.WriteStartArray();
                foreach (var item in array.Span)
                {
                    Write(json, item, form);
                }

                json.WriteEndArray();
                break;
            case DocumentString text:
                WriteText(json, text.Value);
                break;
            case DocumentBoolean flag:
                json.WriteBooleanValue(flag.Value);
                break;
            case DocumentInt { Kind: DocumentKind.Int64, Value: >= int.MinValue and <= int.MaxValue } narrow
                when form is JsonForm.Stored or JsonForm.Jsonb:
                json.WriteStartObject();
                json.WriteString("$numberLong", narrow.ToInvariantString());
                json.WriteEndObject();
                break;
            case DocumentInt whole:
                json.WriteNumberValue(whole.Value);
                break;
            case DocumentDouble number
                when form == JsonForm.Jsonb ? Math.Abs(number.Value) < LeastExponent
                    : number.Digits is not null || double.IsFinite(number.Value):
                json.WriteRawValue(Finite(number), skipInputValidation: true);
                break;
            case DocumentNull or Document:
                json.WriteNullValue();
                break;
            default:
                if (form != JsonForm.Plain)
                {
                    WriteWrapped(json, value);
                }
                else
                {
                    WriteFlat(json, value);
                }

                break;
        }
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        if (SurrogateHalves.IndexIn(text) < 0)
        {
            json.WriteStringValue(text);
        }
        else
        {
            json.WriteRawValue(JsonEscapes.Quote(text), skipInputValidation: true);
        }
    }

    private static void WriteObject(Utf8JsonWriter json, Document document, JsonForm form)
    {
        if (HasHalfName(document))
        {
            json.WriteRawValue(QuotedObject(document, form), skipInputValidation: true);
            return;
        }

        json.WriteStartObject();
        for (var i = 0; i < document.Count; i++)
        {
            json.WritePropertyName(document.Names[i]);
            Write(json, document.Items[i], form);
        }

        json.WriteEndObject();
    }

    private static bool HasHalfName(Document document)
    {
        foreach (var name in document.Names)
        {
            if (SurrogateHalves.IndexIn(name) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The writer takes no raw names, so that an object with half of a surrogate pair in one is put together as text.</summary>
    private static string QuotedObject(Document document, JsonForm form) =>
        $"{{{string.Join(',', document.Select(field => $"{JsonEscapes.Quote(field.Key)}:{DocumentJson.Write(field.Value, form)}"))}}}";

    /// <summary>A double keeps its point, so that reading it again gives a double.</summary>
    private static string Finite(DocumentDouble number)
    {
        if (number.Digits is { } digits)
        {
            return digits;
        }

        var text = number.ToInvariantString();
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private static void WriteWrapped(Utf8JsonWriter json, DocumentValue value)
    {
        json.WriteStartObject();
        switch (value)
        {
            case DocumentDate date:
                json.WriteString("$date", Timestamps.Format(date.Value));
                break;
            case DocumentDouble number:
                json.WriteString("$numberDouble", double.IsFinite(number.Value) ? number.ToInvariantString() : NonFinite(number.Value));
                break;
            case DocumentDecimal number:
                json.WriteString("$numberDecimal", number.ToInvariantString());
                break;
            case DocumentBinary binary:
                json.WriteStartObject("$binary");
                json.WriteBase64String("base64", binary.Bytes.Span);
                json.WriteString("subType", binary.Subtype.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
                json.WriteEndObject();
                break;
            case DocumentRegex regex:
                json.WriteStartObject("$regularExpression");
                json.WriteString("pattern", regex.Pattern);
                json.WriteString("options", regex.Options);
                json.WriteEndObject();
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteFlat(Utf8JsonWriter json, DocumentValue value)
    {
        switch (value)
        {
            case DocumentDate date:
                json.WriteStringValue(Timestamps.Format(date.Value));
                break;
            case DocumentDouble number:
                json.WriteRawValue(NonFinite(number.Value), skipInputValidation: true);
                break;
            case DocumentDecimal number:
                json.WriteNumberValue(number.Value);
                break;
            case DocumentBinary binary:
                json.WriteBase64StringValue(binary.Bytes.Span);
                break;
            case DocumentRegex regex:
                json.WriteStringValue(regex.Pattern);
                break;
        }
    }

    private static string NonFinite(double value) =>
        double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
