namespace TaskDbLinq.Filters.Patterns;

/// <summary>A set that has a POSIX name, inside of a class: <c>[:punct:]</c>, <c>[:^alpha:]</c>.</summary>
internal static class PosixClass
{
    /// <summary>Whether one begins with the bracket that was just read.</summary>
    public static bool IsNext(PcreCursor cursor) => cursor.Peek() is ':' or '.' or '=' && Closes(cursor, cursor.Peek());

    /// <summary>The set, of which the bracket was read; null, with the fault noted, when there is none.</summary>
    public static CodePointSet? Read(PcreCursor cursor, bool ignoreCase, int at)
    {
        if (cursor.Next() != ':')
        {
            cursor.Malformed("PCRE has no collating elements", at);
            return null;
        }

        var negated = cursor.Skip('^');
        var name = cursor.Until(':') ?? string.Empty;
        cursor.Skip(']');
        if (name is "<" or ">")
        {
            cursor.Refuse($"[[:{name}:]]", "here", "write \\b and a lookaround", at);
            return null;
        }

        if (PcreSets.ByPosixName(name, ignoreCase) is { } set)
        {
            return negated ? set.Complement() : set;
        }

        cursor.Malformed($"there is no class [:{QueryProblem.Shown(name)}:]", at);
        return null;
    }

    /// <summary>Whether what follows <c>[</c> ends in <c>:]</c> before any other bracket, as PCRE finds out.</summary>
    private static bool Closes(PcreCursor cursor, int terminator)
    {
        for (var ahead = 1; cursor.Peek(ahead) is not PcreCursor.End and var point; ahead++)
        {
            if (point == '\\' && cursor.Peek(ahead + 1) is ']' or '\\')
            {
                ahead++;
            }
            else if (point == ']' || (point == '[' && cursor.Peek(ahead + 1) == terminator))
            {
                return false;
            }
            else if (point == terminator && cursor.Peek(ahead + 1) == ']')
            {
                return true;
            }
        }

        return false;
    }
}
