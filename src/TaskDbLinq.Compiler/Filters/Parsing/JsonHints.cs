using System.Text.RegularExpressions;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>What to write instead, for text that is not JSON but clearly was meant as a filter.</summary>
internal static partial class JsonHints
{
    /// <summary>Returns advice, as a sentence without its point; null when there is none to give.</summary>
    public static string? For(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? "the filter is empty; {} selects everything"
            : PythonWords().IsMatch(trimmed) || trimmed.StartsWith("{'", StringComparison.Ordinal)
                ? "this looks like a Python dictionary: write null, true and false, and double quotes around names and text"
            : BareName().IsMatch(trimmed)
                ? "names and text need double quotes: {\"completed\": null}; put the whole filter in single quotes, "
                    + "or a shell takes the double ones away"
            : trimmed.AsSpan().ContainsAny("\u201C\u201D\u2018\u2019") ? "the quotation marks are typographic ones; JSON takes \" only"
            : TrailingComma().IsMatch(trimmed) ? "there is a comma before the closing bracket"
            : null;
    }

    [GeneratedRegex(@"[:\[,]\s*(None|True|False)\b")]
    private static partial Regex PythonWords();

    [GeneratedRegex(@"^\{\s*[A-Za-z_$]")]
    private static partial Regex BareName();

    [GeneratedRegex(@",\s*[}\]]")]
    private static partial Regex TrailingComma();
}
