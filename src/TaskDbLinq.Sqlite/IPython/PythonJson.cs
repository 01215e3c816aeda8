using System.Globalization;
using System.Text;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.IPython;

/// <summary>
/// JSON as Python's json.dumps writes it for IPython: a space behind each separator, ASCII only, NaN and infinities
/// bare, timestamps as ISO 8601 with Z and bytes as base64 with a newline behind; a pattern as its text.
/// </summary>
internal static class PythonJson
{
    private const int MinFixedExponent = -4;
    private const int MaxFixedExponent = 16;

    public static string Write(DocumentValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, DocumentValue value)
    {
        switch (value)
        {
            case Document { Kind: DocumentKind.Object } document:
                text.Append('{');
                for (var i = 0; i < document.Count; i++)
                {
                    AppendString(text.Append(i == 0 ? string.Empty : ", "), document.Names[i]);
                    Append(text.Append(": "), document.Items[i]);
                }

                text.Append('}');
                break;
            case DocumentArray array:
                text.Append('[');
                for (var i = 0; i < array.Count; i++)
                {
                    Append(text.Append(i == 0 ? string.Empty : ", "), array[i]);
                }

                text.Append(']');
                break;
            case DocumentString chars:
                AppendString(text, chars.Value);
                break;
            case DocumentBoolean flag:
                text.Append(flag.Value ? "true" : "false");
                break;
            case DocumentInt whole:
                text.Append(whole.ToInvariantString());
                break;
            case DocumentDecimal { Value.Scale: 0 } whole:
                text.Append(whole.ToInvariantString());
                break;
            case DocumentDouble { Digits: { } digits }:
                text.Append(digits);
                break;
            case DocumentNumber number:
                text.Append(Float(number.ToDouble()));
                break;
            case DocumentDate date:
                AppendString(text, PythonTime.Write(date.Value).Replace("+00:00", "Z", StringComparison.Ordinal));
                break;
            case DocumentBinary binary:
                AppendString(text, Convert.ToBase64String(binary.Bytes.Span) + "\n");
                break;
            case DocumentRegex pattern:
                AppendString(text, pattern.Pattern);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\f' => text.Append("\\f"),
                '\b' => text.Append("\\b"),
                < ' ' or > '~' => text.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(unit),
            };
        }

        text.Append('"');
    }

    /// <summary>Python's repr: the fewest digits that read back as the same, with an exponent below 1e-4 and from 1e16 on.</summary>
    private static string Float(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        // "-1.2345E-005": the shortest digits are found first, and are then asked for in one known form.
        var shortest = DocumentDouble.Text(value);
        var mantissa = shortest.Split('E')[0];
        var count = Math.Max(1, mantissa.Where(char.IsAsciiDigit).SkipWhile(digit => digit == '0').Count());
        var parts = value.ToString($"E{count - 1}", CultureInfo.InvariantCulture).Split('E');
        var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var sign = parts[0].StartsWith('-') ? "-" : string.Empty;
        var digits = parts[0].Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('-').TrimEnd('0') is { Length: > 0 } rest
            ? rest
            : "0";
        return sign + (exponent is >= MinFixedExponent and < MaxFixedExponent ? Fixed(digits, exponent) : Scientific(digits, exponent));
    }

    private static string Fixed(string digits, int exponent) =>
        exponent < 0 ? $"0.{new string('0', -exponent - 1)}{digits}"
        : digits.Length <= exponent + 1 ? $"{digits.PadRight(exponent + 1, '0')}.0"
        : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }
}
