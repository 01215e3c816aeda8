using System.Globalization;
using System.Text;

namespace TaskDbLinq.Configuration.Python;

/// <summary>The escapes of Python's string literals.</summary>
/// <seealso href="https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences"/>
internal static class PythonEscapes
{
    private const string Letters = "\\'\"abfnrtv";
    private const string Values = "\\'\"\a\b\f\n\r\t\v";
    private const int OctalDigits = 3;

    /// <summary>Reads one escape, from its backslash on.</summary>
    /// <returns>False when only Python knows its value: a character by name, or digits that are none.</returns>
    public static bool Read(string source, ref int at, StringBuilder text)
    {
        var letter = source[at + 1];
        if (Letters.IndexOf(letter) is >= 0 and var known)
        {
            text.Append(Values[known]);
            at += 2;
            return true;
        }

        if (letter is >= '0' and <= '7')
        {
            var code = 0;
            at++;
            for (var i = 0; i < OctalDigits && at < source.Length && source[at] is >= '0' and <= '7'; i++, at++)
            {
                code = (code * 8) + (source[at] - '0');
            }

            text.Append((char)code);
            return true;
        }

        var value = 0;
        var digits = letter switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            var hex = source.AsSpan(at + 2, Math.Min(digits, source.Length - at - 2));
            var isCode = hex.Length == digits && int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
                && value is >= 0 and <= 0x10FFFF;
            text.Append(isCode ? Text(value) : string.Empty);
            at += isCode ? 2 + digits : 2;
            return isCode;
        }

        // Python keeps the backslash of an escape that it does not know, but for a name: \N{DASH}.
        text.Append('\\').Append(letter);
        at += 2;
        return letter != 'N';
    }

    private static string Text(int code) => code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code);
}
