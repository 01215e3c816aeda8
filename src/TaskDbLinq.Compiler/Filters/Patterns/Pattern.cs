using System.Reflection;
using System.Text.RegularExpressions;
using TaskDbLinq.Caching;

namespace TaskDbLinq.Filters.Patterns;

/// <summary>A PCRE pattern with MongoDB's options, ready to run here.</summary>
internal sealed class Pattern
{
    private const int Remembered = 256;

    /// <summary>Building an automaton takes far longer than running it, and what a pattern means never changes.</summary>
    private static readonly BoundedCache<(string Text, string Options, TimeSpan Timeout), Pattern> Known = new("pattern", Remembered);

    private readonly Regex _regex;

    private Pattern(string text, string options, Regex regex)
    {
        Text = text;
        Options = options;
        _regex = regex;
    }

    public static MethodInfo IsMatchMethod { get; } =
        typeof(Pattern).GetMethod(nameof(IsMatch), BindingFlags.Public | BindingFlags.Static)!;

    /// <summary>Where the pattern stands in its query, for errors of a store that can't run it; empty where that is not known.</summary>
    public string Path { get; private init; } = string.Empty;

    /// <summary>The pattern as the query wrote it.</summary>
    public string Text { get; }

    /// <summary>The options, sorted, each once.</summary>
    public string Options { get; }

    /// <summary>Reads a pattern; null, with the reason, when it can't be run.</summary>
    public static Pattern? TryCreate(string text, string options, TimeSpan timeout, out string reason)
    {
        // MongoDB takes u, for UTF-8, which every pattern has already.
        var sorted = string.Concat(options.Where(option => option != 'u').Distinct().Order());
        if (sorted.FirstOrDefault(option => option is not ('i' or 'm' or 's' or 'x')) is not '\0' and var unknown)
        {
            reason = $"unknown option '{unknown}': the options are i, m, s and x";
            return null;
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            reason = "a pattern can't have a NUL character: write \\x00";
            return null;
        }

        var refusal = string.Empty;
        var pattern = Known.GetOrAdd((text, sorted, timeout), 0, (key, _) =>
            PcreTranslator.TryTranslate(key.Text, key.Options, key.Timeout, out refusal) is { } regex
                ? new Pattern(key.Text, key.Options, regex)
                : null);
        reason = refusal;
        return pattern;
    }

    /// <summary>Returns the same pattern at a path of a query.</summary>
    public Pattern At(string path) => new(Text, Options, _regex) { Path = path };

    /// <summary>Returns the pattern as another engine has it; null, with the reason, when that can't run it as PCRE would.</summary>
    public string? In(PatternDialect dialect, out string reason) =>
        PcreTranslator.Translate(Text, Options, dialect, out _, out reason)?.Text;

    /// <summary>Whether the pattern is found in a string; false for null. This is the form that expression trees call.</summary>
    /// <param name="value">The string.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="needs">What EF Core needs to translate the call; for the reader of its message where it can't.</param>
    public static bool IsMatch(string? value, Pattern pattern, string needs) => value is not null && pattern.IsMatch(value);

    public bool IsMatch(string value)
    {
        try
        {
            return _regex.IsMatch(value);
        }
        catch (RegexMatchTimeoutException fault)
        {
            throw new QueryTimeoutException(
                $"The pattern '{QueryProblem.Shown(Text)}' took longer than {fault.MatchTimeout.TotalSeconds:0.###} s on one value.",
                fault);
        }
    }

    /// <summary>How a pattern travels as one string: its options, a slash, its text.</summary>
    public override string ToString() => $"{Options}/{Text}";
}
