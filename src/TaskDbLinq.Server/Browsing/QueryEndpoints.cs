using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Browsing;

/// <summary>What the query box needs beside rows: the words of the language, how many tasks a filter selects, what becomes of it.</summary>
internal sealed class QueryEndpoints(ITaskDb db, PageOptions options)
{
    /// <summary>What the page may do, and what a filter may say.</summary>
    public void WriteAbout(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("title", options.Title);
        json.WriteBoolean("changes", options.AllowChanges);
        json.WriteBoolean("prunes", db.GetCapability<IPrunableTaskDb>() is not null);
        json.WriteStartArray("fields");
        foreach (var field in TaskFields.All)
        {
            json.WriteStartObject();
            json.WriteString("key", field.Key);
            json.WriteString("property", field.Property.Name);
            json.WriteString("kind", field.Kind.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("operators");
        foreach (var name in OperatorTable.Conditions.Keys.Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("joins");
        foreach (var name in OperatorTable.Filters.Keys.Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public async Task CountAsync(HttpContext context)
    {
        using var body = await Answers.ReadAsync(context).ConfigureAwait(false);
        var count = await db.CountAsync(Asked.Of(body.RootElement).WithRange(), context.RequestAborted).ConfigureAwait(false);
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>The filter as JSON, and each stage of its way into the stores.</summary>
    public async Task ExplainAsync(HttpContext context)
    {
        using var body = await Answers.ReadAsync(context).ConfigureAwait(false);
        var asked = Asked.Of(body.RootElement);
        var keys = RowsEndpoint.Strings(body.RootElement, "keys");
        var query = new TaskQuery
        {
            Filter = asked.WithRange(),
            Keys = keys.Length == 0 ? TaskKeys.All : TaskKeys.Of(keys),
            Sort = TaskSort.Parse(RowsEndpoint.Strings(body.RootElement, "sort")),
            Limit = 100,
        };
        var stages = db.Explain(query).Stages.ToList();
        stages.AddRange((options.Explain?.Invoke(query) ?? []).ExceptBy(stages.Select(stage => stage.Name), stage => stage.Name));
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("filter", asked.Filter.ToJson());
            json.WriteString("bounded", query.Filter.ToJson());
            json.WritePropertyName("stages");
            Answers.Write(json, stages);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }
}
