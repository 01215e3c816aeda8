using System.Text.RegularExpressions;

namespace TaskDbLinq.Queries.Patterns;

/// <summary>PCRE patterns as .NET's regular expressions.</summary>
internal static class PcreTranslator
{
    /// <summary>The expression; null, with the reason, when .NET can't run the pattern as PCRE would.</summary>
    public static Regex? TryTranslate(string pattern, string options, TimeSpan timeout, out string reason)
    {
        var flags = System.Text.RegularExpressions.RegexOptions.CultureInvariant;
        foreach (var option in options)
        {
            flags |= option switch
            {
                'i' => System.Text.RegularExpressions.RegexOptions.IgnoreCase,
                'm' => System.Text.RegularExpressions.RegexOptions.Multiline,
                's' => System.Text.RegularExpressions.RegexOptions.Singleline,
                _ => System.Text.RegularExpressions.RegexOptions.IgnorePatternWhitespace,
            };
        }

        try
        {
            reason = string.Empty;
            return new Regex(pattern, flags, timeout);
        }
        catch (RegexParseException fault)
        {
            reason = $"the pattern is malformed at {fault.Offset}: {fault.Error}";
            return null;
        }
    }
}
