namespace TaskDbLinq.Values;

/// <summary>Halves of surrogate pairs in strings: .NET's strings may hold them, UTF-8 can't.</summary>
internal static class SurrogateHalves
{
    /// <summary>Why a string with one is refused.</summary>
    public const string Reason = "the string holds half of a surrogate pair, which no store can keep";

    /// <summary>Returns where the first half stands that lacks its other half; -1 where there is none.</summary>
    public static int IndexIn(string text)
    {
        for (var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !IsPaired(text, at))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Returns whether the surrogate at an index is one of a pair.</summary>
    public static bool IsPaired(string text, int at) => char.IsHighSurrogate(text[at])
        ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
        : at > 0 && char.IsHighSurrogate(text[at - 1]);
}
