namespace TaskDbLinq.Filters.Patterns;

/// <summary>The options that are in force at a place in a pattern.</summary>
internal readonly record struct PcreOptions(bool IgnoreCase, bool Multiline, bool DotAll, bool Extended)
{
    public static PcreOptions Of(string letters) =>
        letters.Aggregate(default(PcreOptions), (options, letter) => options.With(letter, on: true));

    public PcreOptions With(char letter, bool on) => letter switch
    {
        'i' => this with { IgnoreCase = on },
        'm' => this with { Multiline = on },
        's' => this with { DotAll = on },
        _ => this with { Extended = on },
    };
}
