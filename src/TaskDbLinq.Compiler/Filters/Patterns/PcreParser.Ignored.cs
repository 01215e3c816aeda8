namespace TaskDbLinq.Filters.Patterns;

/// <summary>What stands in a pattern and matches nothing.</summary>
internal sealed partial class PcreParser
{
    /// <summary>Skips what matches nothing: comments, marks of quoting, and blanks under the option x.</summary>
    private void SkipIgnored()
    {
        for (var more = true; more && !cursor.AtEnd;)
        {
            var at = cursor.At;
            if (_quoted)
            {
                more = cursor.Skip("\\E");
                _quoted = !more;
            }
            else if (cursor.Skip("\\Q"))
            {
                _quoted = true;
            }
            else if (cursor.Skip("(?#"))
            {
                if (cursor.Until(')') is null)
                {
                    cursor.Malformed("the comment has no closing parenthesis", at);
                }
            }
            else
            {
                more = cursor.Skip("\\E") || (_options.Extended && SkipBlankOrComment());
            }
        }
    }

    private bool SkipBlankOrComment()
    {
        if (cursor.Skip('#'))
        {
            while (!cursor.AtEnd && cursor.Next() != '\n')
            {
            }

            return true;
        }

        var blank = cursor.Peek() is (>= '\t' and <= '\r') or ' ' or 0x85 or 0x200E or 0x200F or 0x2028 or 0x2029;
        if (blank)
        {
            cursor.Next();
        }

        return blank;
    }
}
