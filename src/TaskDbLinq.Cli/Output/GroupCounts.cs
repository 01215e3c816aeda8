using System.Globalization;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Output;

/// <summary>How many tasks there are of each value of a key, or of a part of one.</summary>
internal sealed class GroupCounts(Column column)
{
    private const int NameWidth = 44;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _without;

    public async Task CountAsync(IAsyncEnumerable<TaskRow> rows, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (column.Value(row) is { } value)
            {
                var name = PlainText.Of(value);
                _counts[name] = _counts.GetValueOrDefault(name) + 1;
            }
            else
            {
                _without++;
            }
        }
    }

    public void WriteText(TextWriter text)
    {
        foreach (var (name, count) in Sorted())
        {
            var shown = name is null ? "(none)" : Shortening.Fit(Shortening.OneLine(name), NameWidth - 2, isId: true);
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shown.PadRight(NameWidth)}{count}"));
        }
    }

    /// <summary>A line for each value: <c>{"label":"fit","tasks":3}</c>.</summary>
    public void WriteJson(Shell shell)
    {
        foreach (var (name, count) in Sorted())
        {
            JsonObjects.Write(shell, json =>
            {
                json.Member(column.Name, name);
                json.WriteNumber("tasks", count);
            });
        }
    }

    /// <summary>The most frequent first; tasks without a value last.</summary>
    private IEnumerable<(string? Name, long Count)> Sorted() =>
        _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => ((string?)pair.Key, pair.Value))
            .Concat(_without > 0 ? [(null, _without)] : []);
}
