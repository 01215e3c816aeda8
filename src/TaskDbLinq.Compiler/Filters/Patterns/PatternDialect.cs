namespace TaskDbLinq.Filters.Patterns;

/// <summary>
/// How the constructs of PCRE are written for the engine that runs a pattern. What an engine answers in another way is refused by name:
/// <see cref="Refuse"/> says so, and is asked before the construct is written.
/// </summary>
internal abstract class PatternDialect
{
    /// <summary>What the engine is called in a refusal: "can't be run" and this.</summary>
    public abstract string Where { get; }

    /// <summary>The start of the text.</summary>
    public abstract string Start { get; }

    /// <summary>The very end of the text.</summary>
    public abstract string End { get; }

    /// <summary>The end of the text, and the place before a newline that ends it.</summary>
    public abstract string EndOrLastNewline { get; }

    /// <summary>The start of a line: to PCRE no line starts behind a newline that ends the text.</summary>
    public abstract string LineStart { get; }

    /// <summary>The place before a newline, and the end of the text.</summary>
    public abstract string LineEnd { get; }

    /// <summary><c>\b</c>, by ASCII words.</summary>
    public abstract string Boundary { get; }

    /// <summary><c>\B</c>, by ASCII words.</summary>
    public abstract string NoBoundary { get; }

    /// <summary><c>\R</c>, which never gives back a part of <c>\r\n</c>.</summary>
    public abstract string Newline { get; }

    /// <summary>Returns why a construct can't be run by the engine; null when it can.</summary>
    public abstract string? Refuse(PatternConstruct construct);

    /// <summary>One character of a set.</summary>
    public abstract Piece Set(CodePointSet set);

    /// <summary>A letter or digit of ASCII, which has no meaning of its own in any engine.</summary>
    public virtual Piece Plain(char letter) => new(letter.ToString(), 1, 1, 2);

    /// <summary>A lookaround: <paramref name="open"/> is <c>(?=</c>, <c>(?!</c>, <c>(?&lt;=</c> or <c>(?&lt;!</c>.</summary>
    public virtual string Look(string open, string body) => $"{open}{body})";

    /// <summary>A quantifier; null for <paramref name="to"/> has no bound.</summary>
    public abstract string Bounds(int from, int? to);

    /// <summary>The most that a quantifier counts to.</summary>
    public abstract int MaxRepeat { get; }
}

/// <summary>What not every engine answers as PCRE does.</summary>
internal enum PatternConstruct
{
    /// <summary><c>\1</c></summary>
    BackReference,

    /// <summary><c>(?>a)</c>, <c>a++</c>: what they took is not given back.</summary>
    Atomic,
}
