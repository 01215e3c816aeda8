using System.Text;

namespace TaskDbLinq.Configuration.Python;

/// <summary>Reads Python's string literals: in one line or in three quotes, raw or with escapes.</summary>
/// <seealso href="https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals"/>
internal sealed class PythonStrings(PythonCursor cursor, Action<int, string> refuse)
{
    /// <summary>Whether a name before a quote is a prefix of the string.</summary>
    public static bool IsPrefix(string name) => name.Length <= 2 && name.All(letter => "rRbBuUfFtT".Contains(letter));

    /// <summary>Reads one string from its quote on.</summary>
    /// <param name="prefix">What stands before the quote, in small letters.</param>
    public PythonToken Read(string prefix)
    {
        var line = cursor.Line;
        var quote = cursor.Current;
        var isTriple = IsTriple(quote);
        cursor.At += isTriple ? 3 : 1;
        var text = new StringBuilder();
        var isKnown = !prefix.Contains('b') && !prefix.Contains('f') && !prefix.Contains('t');
        while (true)
        {
            if (cursor.IsAtEnd || (!isTriple && cursor.IsAtLineEnd))
            {
                refuse(line, "a string does not end");
                break;
            }

            if (cursor.Current == quote && (!isTriple || IsTriple(quote)))
            {
                cursor.At += isTriple ? 3 : 1;
                break;
            }

            isKnown &= ReadCharacter(text, isRaw: prefix.Contains('r'));
        }

        return new PythonToken(isKnown ? PythonTokenKind.String : PythonTokenKind.OpaqueString, text.ToString());
    }

    private bool IsTriple(char quote) => cursor.Peek() == quote && cursor.Peek(2) == quote;

    /// <returns>False when only Python knows the character.</returns>
    private bool ReadCharacter(StringBuilder text, bool isRaw)
    {
        if (cursor.IsAtLineEnd || cursor.Current != '\\' || cursor.At + 1 >= cursor.Source.Length)
        {
            ReadPlain(text);
            return true;
        }

        if (isRaw)
        {
            // In a raw string the backslash stays, and still keeps the quote behind it from ending the string.
            text.Append(cursor.Take());
            ReadPlain(text);
            return true;
        }

        if (cursor.Peek() is '\n' or '\r')
        {
            cursor.At++;
            cursor.SkipLineEnd();
            return true;
        }

        var at = cursor.At;
        var isKnown = PythonEscapes.Read(cursor.Source, ref at, text);
        cursor.At = at;
        return isKnown;
    }

    /// <summary>Takes a character as it is; a line end of any kind is <c>\n</c>.</summary>
    private void ReadPlain(StringBuilder text)
    {
        if (cursor.IsAtLineEnd)
        {
            text.Append('\n');
            cursor.SkipLineEnd();
        }
        else
        {
            text.Append(cursor.Take());
        }
    }
}
