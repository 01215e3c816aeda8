using System.Text.Json.Nodes;
using TaskDbLinq.Filters;
using TaskDbLinq.Values;

namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>Runs filters on the documents.</summary>
public static partial class Corpus
{
    /// <summary>The numbers of the documents that the filter matches, through the compiled delegate.</summary>
    public static string Matches(string documents, string filter)
    {
        var query = Filter.Parse(Within("header", filter));
        var tasks = Tasks(documents);
        var matches = Run(query.ToPredicate<TaskRecord>(), tasks);

        // What the expression says, and what the rendered filter says, is the same.
        Assert.Equal(matches, Run(query.ToExpression<TaskRecord>().Compile(), tasks));
        var rendered = Filter.Parse(query.ToJson());
        Assert.Equal(query.ToJson(), rendered.ToJson());
        Assert.Equal(query.Shape, rendered.Shape);
        Assert.Equal(matches, Run(rendered.ToPredicate<TaskRecord>(), tasks));
        return matches;
    }

    /// <summary>Why the filter is refused. There is no record to look at: a malformed filter fails all the same.</summary>
    public static string Refusal(string filter) =>
        string.Join('\n', Assert.Throws<QueryException>(() => Filter.Parse(Within("header", filter))).Problems);

    private static string Run(Func<TaskRecord, bool> predicate, IEnumerable<TaskRecord> tasks) =>
        string.Join(' ', tasks.Where(predicate).Select(task => task.MsgId));

    private static TaskRecord[] Tasks(string documents)
    {
        var rows = ((int Id, string Json)[])typeof(Corpus).GetField(documents)!.GetValue(null)!;
        return [.. rows.Select(row => new TaskRecord { MsgId = $"{row.Id}", Header = (Document)DocumentJson.ParseStored(row.Json) })];
    }

    /// <summary><c>{ a: 1, $or: [{ b: 2 }] } => { header.a: 1, $or: [{ header.b: 2 }] }</c></summary>
    internal static string Within(string field, string filter) => Within(field, JsonNode.Parse(filter))!.ToJsonString();

    private static JsonNode? Within(string field, JsonNode? filter) => filter is JsonObject document
        ? new JsonObject(document.Select(pair => KeyValuePair.Create(
            pair.Key.StartsWith('$') ? pair.Key : $"{field}.{pair.Key}",
            pair is { Key: ['$', ..], Value: JsonArray list }
                ? new JsonArray([.. list.Select(item => Within(field, item))])
                : pair.Value?.DeepClone())))
        : filter?.DeepClone();
}
