using System.CommandLine;
using System.Globalization;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;

namespace TaskDbLinq.Cli.Commands;

/// <summary>The options that say what a database keeps, the same for <c>prune</c> and <c>serve</c>.</summary>
internal sealed class RetentionOptions
{
    private readonly Option<string[]> _keep = new("--keep")
    {
        Description = "How long to keep completed tasks, and which: '7d {filter}' or 'forever {filter}'. The first that fits decides.",
        HelpName = "RULE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<WholeNumber?> _records = ArgumentRules.Count("--record-limit", "Keep at most N tasks.");
    private readonly Option<string?> _size = new("--size-limit")
    {
        Description = "Keep at most so many bytes of buffers.",
        HelpName = "BYTES",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_keep, _records, _size])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether any of them is given.</summary>
    public bool IsGiven(ParseResult parsed) =>
        parsed.GetValue(_keep) is [_, ..] || parsed.GetValue(_records) is not null || parsed.GetValue(_size) is not null;

    /// <exception cref="UsageException">A value is impossible.</exception>
    public RetentionPolicy Read(ParseResult parsed) => new()
    {
        Keep = [.. parsed.GetValue(_keep)!.Select(Rule)],
        RecordLimit = parsed.GetValue(_records)?.Value is not { } records
            ? null
            : records > 0 ? records : throw new UsageException("--record-limit: expected one or more"),
        SizeLimit = Size(parsed.GetValue(_size)),
    };

    private static KeepRule Rule(string text)
    {
        var (age, filter) = text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (text[..at], text[at..]) : (text, "{}");
        var query = Filter.TryParse(filter).CheckedFor<TaskRecord>();
        return age == "forever" ? new KeepRule(query)
            : TimeWords.TryDuration(age, out var kept) ? new KeepRule(query, kept)
            : throw new UsageException($"--keep: expected a time such as 7d, 12h, 30m or forever, not '{age}'");
    }

    private static long? Size(string? text) =>
        text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes
        : throw new UsageException($"--size-limit: expected a number of bytes, not '{text}'");
}
