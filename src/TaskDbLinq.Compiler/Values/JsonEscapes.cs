using System.Globalization;
using System.Text;

namespace TaskDbLinq.Values;

/// <summary>
/// The escapes of JSON strings, halves of surrogate pairs among them, which .NET's own reader and writer refuse or replace.
/// </summary>
internal static class JsonEscapes
{
    /// <summary>Returns the string that a text between quotes stands for; the text was checked by a JSON reader.</summary>
    public static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                result.Append(text[at]);
                continue;
            }

            at++;
            result.Append(text[at] switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)ushort.Parse(text.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var other => other,
            });
            at += text[at] == 'u' ? 4 : 0;
        }

        return result.ToString();
    }

    /// <summary>Returns a string with its quotes, in which halves of surrogate pairs are escaped.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 16).Append('"');
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            var isHalf = char.IsSurrogate(unit) && !SurrogateHalves.IsPaired(text, at);
            _ = unit is '"' or '\\' ? result.Append('\\').Append(unit)
                : unit < ' ' || isHalf ? result.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")
                : result.Append(unit);
        }

        return result.Append('"').ToString();
    }
}
