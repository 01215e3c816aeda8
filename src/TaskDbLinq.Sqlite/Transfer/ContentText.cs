using System.Globalization;
using TaskDbLinq.Sqlite.IPython;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Transfer;

/// <summary>
/// The text of a dict field over which a checksum is taken. In a file of IPython's it is the text that stands there, so that a value
/// which is read wrongly shows; elsewhere it is what Python would have written there.
/// </summary>
internal static class ContentText
{
    private const string ShortEscapes = "\"\\nrtfb";

    /// <summary>The text of a field of IPython's file: itself, or in the spelling of Python's json.dumps where it has another.</summary>
    public static string OfFile(string text) => IsPythons(text) ? text : PythonJson.Write(DocumentJson.ParsePlain(text));

    /// <summary>The text of a value that we hold; one that JSON has no form for is told from every text of a file.</summary>
    public static string Of(DocumentValue value) => IsPlain(value) ? PythonJson.Write(value) : DocumentJson.WriteStored(value);

    private static bool IsPlain(DocumentValue value) => value switch
    {
        Document document => document.Values.All(IsPlain),
        DocumentArray array => array.All(IsPlain),
        DocumentDecimal { Value.Scale: > 0 } or DocumentDate or DocumentBinary or DocumentRegex => false,
        _ => true,
    };

    /// <summary>
    /// Whether a JSON text is spelled as json.dumps spells: ASCII, a blank behind each separator and no other, no needless escape.
    /// </summary>
    private static bool IsPythons(string text)
    {
        var isInside = false;
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            if (unit is < ' ' or > '~')
            {
                return false;
            }

            if (unit == '"')
            {
                isInside = !isInside;
            }
            else if (isInside && unit == '\\')
            {
                if (EscapeLength(text, ++at) is not (> 0 and var length))
                {
                    return false;
                }

                at += length - 1;
            }
            else if (!isInside && IsOddlySpaced(text, at))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOddlySpaced(string text, int at) =>
        text[at] == ' ' ? at == 0 || text[at - 1] is not (',' or ':')
        : text[at] is ',' or ':' && (at + 1 == text.Length || text[at + 1] != ' ');

    /// <summary>How long an escape is behind its backslash; 0 for one that Python doesn't write.</summary>
    private static int EscapeLength(string text, int at) =>
        at < text.Length && ShortEscapes.Contains(text[at], StringComparison.Ordinal) ? 1
        : at + 4 < text.Length && text[at] == 'u' && IsNeeded(text.AsSpan(at + 1, 4)) ? 5
        : 0;

    private static bool IsNeeded(ReadOnlySpan<char> digits) =>
        digits.IndexOfAnyInRange('A', 'F') < 0
        && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
        && unit is < ' ' or > '~';
}
