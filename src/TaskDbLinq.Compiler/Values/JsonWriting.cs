using System.Text.Encodings.Web;
using System.Text.Json;

namespace TaskDbLinq.Values;

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
                KindsBeyondJson.Write(json, value, form);
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
}
