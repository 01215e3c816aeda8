namespace TaskDbLinq.Configuration.Python;

/// <summary>A place in Python source that goes on to its end, and knows its line.</summary>
internal sealed class PythonCursor(string source)
{
    /// <summary>The whole source.</summary>
    public string Source { get; } = source;

    /// <summary>The place of the current character.</summary>
    public int At { get; set; }

    /// <summary>The line of the current character, from one.</summary>
    public int Line { get; private set; } = 1;

    public bool IsAtEnd => At >= Source.Length;

    public char Current => Source[At];

    public bool IsAtLineEnd => Current is '\n' or '\r';

    /// <summary>A character behind the current one; NUL beyond the end.</summary>
    public char Peek(int ahead = 1) => At + ahead < Source.Length ? Source[At + ahead] : '\0';

    /// <summary>Returns the current character, and goes on.</summary>
    public char Take() => Source[At++];

    /// <summary>Goes on behind the line end that is here.</summary>
    public void SkipLineEnd()
    {
        At += Current == '\r' && Peek() == '\n' ? 2 : 1;
        Line++;
    }
}
