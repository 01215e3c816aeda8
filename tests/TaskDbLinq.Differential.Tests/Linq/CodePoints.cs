namespace TaskDbLinq.Differential.Tests.Linq;

/// <summary>The order of strings everywhere: by code point, null first. Written out here, apart from the library's own.</summary>
public sealed class CodePoints : IComparer<string?>
{
    public static CodePoints Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var (a, b) = (x.EnumerateRunes().Select(rune => rune.Value).ToList(), y.EnumerateRunes().Select(rune => rune.Value).ToList());
        var at = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return at < a.Count && at < b.Count ? a[at].CompareTo(b[at]) : a.Count.CompareTo(b.Count);
    }
}
