using System.Globalization;
using System.Text.Json;

namespace TaskDbLinq.Values;

/// <summary>
/// Writes values of the kinds that JSON has no form of its own for: dates, decimals, bytes, patterns, and doubles that are no number or
/// have to be told from a decimal.
/// </summary>
internal static class KindsBeyondJson
{
    public static void Write(Utf8JsonWriter json, DocumentValue value, JsonForm form)
    {
        if (form == JsonForm.Plain)
        {
            WriteFlat(json, value);
        }
        else
        {
            WriteTyped(json, value);
        }
    }

    /// <summary>In Extended JSON: an object that names the kind.</summary>
    private static void WriteTyped(Utf8JsonWriter json, DocumentValue value)
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
                json.WriteString("subType", binary.Subtype.ToString("x2", CultureInfo.InvariantCulture));
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

    /// <summary>In plain JSON: the nearest that it has, which doesn't tell the kind.</summary>
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
