using System.Globalization;
using System.Text.RegularExpressions;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Output;

/// <summary>A result for people: its times, what it printed, and a traceback as Python shows it.</summary>
internal static partial class ResultText
{
    private const int NameWidth = 11;

    public static void Write(Shell shell, TaskResult result)
    {
        var text = shell.Text;
        Line(TaskKey.MsgId, result.MsgId);
        Line("state", result.State.ToString().ToLowerInvariant());
        foreach (var id in result.FollowedFrom)
        {
            Line("follows", id);
        }

        Line("engine", result.EngineUuid);
        Line(TaskKey.Submitted, Time(result.Timing.Submitted));
        Line(TaskKey.Started, Time(result.Timing.Started, result.Timing.QueueTime, "after"));
        Line(TaskKey.Completed, Time(result.Timing.Completed, result.Timing.RunTime, "after"));
        Line(TaskKey.Resubmitted, result.Resubmitted);
        Line("result", result.ResultBuffers.Count == 0 ? null : string.Create(
            CultureInfo.InvariantCulture, $"{result.ResultBuffers.Count} buffers, {result.ResultBuffers.TotalBytes} bytes"));
        Line("displayed", (string?)result.ExecuteResult["data"]["text/plain"]);
        Block(TaskKey.Stdout, result.Stdout);
        Block(TaskKey.Stderr, result.Stderr);
        var error = result.Error == null ? result.ResultContent : result.Error;
        var lines = error["traceback"] is DocumentArray traceback ? traceback.Select(line => (string?)line ?? string.Empty).ToList() : [];
        Block("traceback", string.Join('\n', lines));
        if (lines.Count == 0 && (string?)error["ename"] is { } name)
        {
            Line(TaskKey.Error, $"{name}: {(string?)error["evalue"]}");
        }

        text.WriteLine();

        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.WriteLine($"{name.PadRight(NameWidth)} {Shortening.OneLine(value)}");
            }
        }

        void Block(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.WriteLine(name);
                text.WriteLine(Harmless(value, shell.Color).TrimEnd('\n'));
            }
        }
    }

    /// <summary>Text of a task for a terminal: colors stay if they are wanted, and no other control character does.</summary>
    public static string Harmless(string text, bool color) =>
        Control().Replace(text.ReplaceLineEndings("\n"), match =>
            match.ValueSpan.StartsWith("\x1b[", StringComparison.Ordinal) && match.Length > 2 ? (color ? match.Value : string.Empty) : "·")
        + (color && text.Contains('\x1b', StringComparison.Ordinal) ? "\x1b[0m" : string.Empty);

    private static string? Time(DateTime? time, TimeSpan? span = null, string word = "") =>
        time is not { } known ? null
        : span is { } passed ? $"{TimeText.Format(known)}, {word} {SpanText.Of(passed)}"
        : TimeText.Format(known);

    /// <summary>A color of ECMA-48, or a single control or format character other than a tab and the end of a line.</summary>
    [GeneratedRegex(@"\x1b\[[0-9;]*m|[\p{Cc}\p{Cf}-[\t\n]]")]
    private static partial Regex Control();
}
