namespace TaskDbLinq.Cli.Tests.Running;

/// <summary>The blocks of code in a document, each with its language.</summary>
internal static class MarkdownText
{
    private const string Fence = "```";

    public static IEnumerable<(string Language, string Code)> Blocks(string text)
    {
        var lines = text.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, Fence, at + 1);
                yield return (lines[at][Fence.Length..], string.Join('\n', lines[(at + 1)..end]) + "\n");
                at = end;
            }
        }
    }

    /// <summary>The text without its blocks of code.</summary>
    public static string Prose(string text)
    {
        var isCode = false;
        return string.Join('\n', text.Split('\n').Where(line =>
        {
            var isFence = line.StartsWith(Fence, StringComparison.Ordinal);
            isCode ^= isFence;
            return !isCode && !isFence;
        }));
    }
}
