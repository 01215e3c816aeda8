namespace TaskDbLinq.Configuration.Python;

/// <summary>What a piece of Python source is.</summary>
internal enum PythonTokenKind
{
    /// <summary>An identifier or a keyword.</summary>
    Name,

    /// <summary>A number, as it is written.</summary>
    Number,

    /// <summary>A string literal; its value is known.</summary>
    String,

    /// <summary>A string literal whose value only Python knows: bytes, an f-string, an escape by name.</summary>
    OpaqueString,

    /// <summary>Anything else, one character at a time.</summary>
    Operator,
}

/// <summary>One piece of Python source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A string's value; for the rest what is written.</param>
internal readonly record struct PythonToken(PythonTokenKind Kind, string Text)
{
    public bool IsOperator(char sign) => Kind == PythonTokenKind.Operator && Text[0] == sign;
}

/// <summary>One statement of Python source: a line, or what brackets, triple quotes and semicolons make of several.</summary>
/// <param name="Line">The line in which it begins, from one.</param>
/// <param name="IsIndented">Whether it stands in a block.</param>
/// <param name="Tokens">What it is made of.</param>
internal sealed record PythonStatement(int Line, bool IsIndented, List<PythonToken> Tokens);
