using System.Globalization;
using System.Text.Json;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Output;

/// <summary>How many tasks there are of each value of a key, or of a part of one. The store counts them.</summary>
internal sealed class GroupCounts
{
    private const int NameWidth = 44;
    private const string Tasks = "tasks";

    private readonly string _key;
    private readonly IReadOnlyList<(DocumentValue Value, long Count)> _groups;

    private GroupCounts(string key, IEnumerable<Document> groups) => (_key, _groups) =
        (key, [.. groups.Select(group => (group[key], (long)(long?)group[Tasks]!)).OrderBy(group => group.Item1.IsNull)]);

    /// <summary>Counts the tasks that a filter selects: the most frequent value first, and tasks without a value last.</summary>
    /// <exception cref="QueryException">The filter does not fit a task, or there is no such key.</exception>
    public static async Task<GroupCounts> OfAsync(ITaskDb db, Filter filter, string key, CancellationToken cancellationToken)
    {
        var query = new GroupQuery
        {
            Filter = filter,
            Keys = [key],
            Values = [new GroupValue(Tasks, GroupAggregate.Count)],
            Sort = [new SortKey<string>(Tasks, Descending: true)],
        };
        return new GroupCounts(key, await db.GroupAsync(query, cancellationToken).ConfigureAwait(false));
    }

    public void WriteText(TextWriter text)
    {
        foreach (var (value, count) in _groups)
        {
            var shown = value.IsNull ? "(none)" : Shortening.Fit(Shortening.OneLine(TextOf(value)), NameWidth - 2, isId: true);
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shown.PadRight(NameWidth)}{count}"));
        }
    }

    /// <summary>A line for each value: <c>{"label":"fit","tasks":3}</c>.</summary>
    public void WriteJson(Shell shell)
    {
        foreach (var (value, count) in _groups)
        {
            JsonObjects.Write(shell, json =>
            {
                json.Member(_key, Plain(value));
                json.WriteNumber(Tasks, count);
            });
        }
    }

    /// <summary>A string stands as it is; one that reads as another value does, <c>"1"</c> beside 1, in its quotes.</summary>
    private static string TextOf(DocumentValue value) => Plain(value) switch
    {
        string text when text is "true" or "false" or "null" or "(none)"
            || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) =>
            JsonSerializer.Serialize(text, DocumentJson.Readable),
        var plain => PlainText.Of(plain!),
    };

    /// <summary>Text in a document is text here, and a timestamp is a timestamp.</summary>
    private static object? Plain(DocumentValue value) => value.Kind switch
    {
        DocumentKind.Missing or DocumentKind.Null => null,
        DocumentKind.String => (object?)(string?)value,
        DocumentKind.Date => (DateTime?)value,
        _ => value,
    };
}
