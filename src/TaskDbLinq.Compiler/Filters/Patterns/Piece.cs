namespace TaskDbLinq.Filters.Patterns;

/// <summary>A part of a pattern in .NET's syntax, and what the parts around it must know.</summary>
/// <param name="Text">The part; it takes a quantifier as it stands.</param>
/// <param name="Min">How many characters it matches at least.</param>
/// <param name="Max">How many it matches at most; null when there is no bound.</param>
/// <param name="Size">How many states an automaton needs for it, roughly.</param>
internal readonly record struct Piece(string Text, long Min, long? Max, long Size)
{
    /// <summary>Nothing, which matches everywhere.</summary>
    public static Piece Empty { get; } = new(string.Empty, 0, 0, 0);

    /// <summary>A test that matches no character, such as an anchor.</summary>
    public static Piece Test(string text) => new(text, 0, 0, 1);

    /// <summary><c>{ a, b } => { ab }</c></summary>
    public static Piece Join(IReadOnlyCollection<Piece> parts) => new(
        string.Concat(parts.Select(part => part.Text)),
        parts.Sum(part => part.Min),
        parts.Any(part => part.Max is null) ? null : parts.Sum(part => part.Max),
        parts.Sum(part => part.Size));

    /// <summary><c>{ a, b } => { a|b }</c></summary>
    public static Piece Either(IReadOnlyCollection<Piece> branches) => new(
        string.Join('|', branches.Select(branch => branch.Text)),
        branches.Min(branch => branch.Min),
        branches.Any(branch => branch.Max is null) ? null : branches.Max(branch => branch.Max),
        branches.Sum(branch => branch.Size + 1));

    /// <summary>The piece so many times; lengths beyond any string count as unbounded.</summary>
    public Piece Repeat(string quantifier, int from, int? to) => new(
        Text + quantifier,
        Capped(Min * from),
        to is { } most && Max is { } longest ? Capped(longest * most) : Max == 0 ? 0 : null,
        Capped(Math.Max(1, Size) * Math.Max(1, to ?? (from + 1))));

    private static long Capped(long value) => Math.Min(value, int.MaxValue);
}
