using System.Globalization;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>PCRE's constructs in the syntax of .NET, every option spelled out: what results is run without any.</summary>
internal sealed class DotNetDialect : PatternDialect
{
    private const string Word = "[0-9A-Z_a-z]";

    /// <summary>There is no place between the two halves of a character beyond U+FFFF.</summary>
    private const string NotInPair = "(?!(?<=[\\uD800-\\uDBFF])[\\uDC00-\\uDFFF])";

    public static DotNetDialect Instance { get; } = new();

    public override string Where => "here";

    public override string Start => "\\A";

    public override string End => "\\z";

    public override string EndOrLastNewline => "\\Z";

    /// <summary>To .NET a line starts behind a newline that ends the text, too.</summary>
    public override string LineStart => "(?:\\A|(?<=\\n)(?!\\z))";

    public override string LineEnd => "(?m:$)";

    /// <summary>.NET's own boundary knows Unicode's words, PCRE's only ASCII ones.</summary>
    public override string Boundary => $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))";

    public override string NoBoundary => $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}){NotInPair})";

    public override string Newline => "(?>\\r\\n|[\\n-\\r\\u0085\\u2028\\u2029])";

    public override int MaxRepeat => PcreParser.MaxRepeat;

    public override string? Refuse(PatternConstruct construct) => null;

    /// <summary>What must not be there is not there between the two halves of a character, either.</summary>
    public override string Look(string open, string body) => open[^1] == '!' ? $"(?:{open}{body}){NotInPair})" : base.Look(open, body);

    public override Piece Set(CodePointSet set) => set.ToPiece();

    public override string Bounds(int from, int? to) => to is null
        ? string.Create(CultureInfo.InvariantCulture, $"{{{from},}}")
        : string.Create(CultureInfo.InvariantCulture, $"{{{from},{to}}}");
}
