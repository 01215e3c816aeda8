using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Operations;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Overview;
using TaskDbLinq.Server.Wire;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Browsing;

/// <summary>
/// <c>POST /v1/page/rows</c>: a page of a table, <c>{"q": …, "keys": […], "sort": ["-submitted"], "after": […], "limit": 100}</c>. Cells
/// are short: a text of ten megabytes is a cell like any other.
/// </summary>
internal sealed class RowsEndpoint(ITaskDb db)
{
    private const int MostRows = 500;
    private const int LongestCell = 240;

    /// <summary>What tells the state of a task.</summary>
    private static readonly string[] StateKeys =
        [TaskKey.Completed, TaskKey.Started, TaskKey.EngineUuid, TaskKey.ResultContent, TaskKey.Error];

    public async Task InvokeAsync(HttpContext context)
    {
        using var document = await Answers.ReadAsync(context).ConfigureAwait(false);
        var body = document.RootElement;
        var filter = Asked.Of(body).WithRange();
        var sort = TaskSort.Parse(Strings(body, "sort"));
        sort = sort.Any(key => key.Field == TaskFields.MsgId) ? sort : [.. sort, new SortKey<TaskField>(TaskFields.MsgId)];
        if (body.TryGetProperty("after", out var after) && after.ValueKind == JsonValueKind.Array)
        {
            filter &= Keyset.After(sort, after);
        }

        var shown = TaskKeys.Of(Strings(body, "keys"));
        var keys = TaskKeys.Of([.. shown.Fields.Select(field => field.Key), .. StateKeys, .. sort.Select(key => key.Field.Key)]);
        var limit =
            Math.Clamp(body.TryGetProperty("limit", out var asked) && asked.TryGetInt32(out var number) ? number : 100, 1, MostRows);
        var rows = new List<TaskRow>();
        var query = new TaskQuery { Filter = filter, Keys = keys, Sort = sort, Limit = limit };
        await foreach (var row in db.QueryAsync(query, context.RequestAborted).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("rows");
            rows.ForEach(row => Write(json, row, shown));
            json.WriteEndArray();
            if (rows.Count == limit)
            {
                WriteNext(json, rows[^1], sort);
            }

            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    public static string[] Strings(JsonElement body, string name) =>
        body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : [];

    /// <summary>The state of a task, by the name that the page has for it.</summary>
    public static string StateOf(TaskRow row) => PageJson.States[(int)(TaskStates.Of(
        (DateTime?)row[TaskKey.Completed], row[TaskKey.ResultContent] as Document ?? Document.None, row[TaskKey.Error] as Document
            ?? Document.None) switch
    {
        TaskState.Ok => MarkState.Ok,
        TaskState.Error => MarkState.Error,
        TaskState.Aborted => MarkState.Aborted,
        _ => row[TaskKey.Started] is not null || row[TaskKey.EngineUuid] is string { Length: > 0 } ? MarkState.Running : MarkState.Waiting,
    })];

    private static void Write(Utf8JsonWriter json, TaskRow row, TaskKeys shown)
    {
        json.WriteStartObject();
        json.WriteString("id", Selection.Id(row));
        json.WriteString("state", StateOf(row));
        json.WriteStartObject("cells");
        foreach (var field in shown.Fields)
        {
            json.WritePropertyName(field.Key);
            Write(json, row[field.Key]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case DateTime time:
                json.WriteNumberValue(PageJson.Milliseconds(time.Ticks));
                break;
            case BufferList buffers:
                json.WriteStringValue($"{buffers.Count} buffers, {buffers.TotalBytes} bytes");
                break;
            case Document document:
                json.WriteStringValue(Short(DocumentJson.WriteStored(document)));
                break;
            default:
                json.WriteStringValue(Short((string)value));
                break;
        }
    }

    /// <summary>Not cut within a pair of surrogates.</summary>
    private static string Short(string text)
    {
        if (text.Length <= LongestCell)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestCell - 1]) ? LongestCell - 1 : LongestCell;
        return string.Concat(text.AsSpan(0, end), "\u2026");
    }

    /// <summary>The place behind the last row, as <see cref="Keyset"/> reads it.</summary>
    private static void WriteNext(Utf8JsonWriter json, TaskRow row, ValueList<SortKey<TaskField>> sort)
    {
        json.WriteStartArray("next");
        foreach (var key in sort)
        {
            if (row[key.Field.Key] is DateTime time)
            {
                json.WriteStartObject();
                json.WriteString("$date", Timestamps.Format(time));
                json.WriteEndObject();
            }
            else
            {
                json.WriteStringValue(row[key.Field.Key] as string);
            }
        }

        json.WriteEndArray();
    }
}
