using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Overview;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Browsing;

/// <summary>What is drawn from the overview: the strip on top, groups, kinds of failures, the names that there are.</summary>
internal sealed class FigureEndpoints(TaskOverview overview, PageOptions options)
{
    private const int MostGroups = 500;
    private const int MostNames = 30;

    public async Task SummaryAsync(HttpContext context)
    {
        var asked = Asked.Of(context.Request.Query);
        var look = await overview.LookAsync(context.RequestAborted).ConfigureAwait(false);
        var scope = await asked.ScopeAsync(look, context.RequestAborted).ConfigureAwait(false);
        await Answers.WriteAsync(context, json => Write(json, look, scope)).ConfigureAwait(false);
    }

    /// <summary>The figures of the strip.</summary>
    public void Write(Utf8JsonWriter json, Look look, Scope scope)
    {
        var summary = Summary.Of(look.Columns, scope);
        json.WriteStartObject();
        Progress(json, look);
        json.WriteStartObject("states");
        json.Counts(summary.States);
        json.WriteEndObject();
        json.WriteNumber("rate", summary.Rate);
        json.WriteStartArray("trend");
        foreach (var minute in summary.Trend)
        {
            json.WriteNumberValue(minute);
        }

        json.WriteEndArray();
        json.Seconds("waited50", summary.WaitedMedian);
        json.Seconds("waited95", summary.Waited95);
        json.Seconds("ran50", summary.RanMedian);
        json.Seconds("ran95", summary.Ran95);
        json.Time("first", summary.First);
        json.Time("last", summary.Last);
        if (options.StoreBytes?.Invoke() is { } bytes)
        {
            json.WriteNumber("bytes", bytes);
        }

        json.WriteEndObject();
    }

    public async Task GroupsAsync(HttpContext context)
    {
        var name = context.Request.Query["by"].ToString();
        if (!Enum.TryParse<Grouping>(name, ignoreCase: true, out var by) || !Enum.IsDefined(by))
        {
            throw new BadRequestException($"by: expected one of {string.Join(", ", Enum.GetNames<Grouping>()).ToLowerInvariant()}.");
        }

        var asked = Asked.Of(context.Request.Query);
        var look = await overview.LookAsync(context.RequestAborted).ConfigureAwait(false);
        var scope = await asked.ScopeAsync(look, context.RequestAborted).ConfigureAwait(false);
        await Answers.WriteAsync(context, json =>
        {
            lock (look.Columns.Sync)
            {
                var groups = Groups.Of(look.Columns, scope, by, MostGroups, out var count);
                json.WriteStartObject();
                Progress(json, look);
                Filter(json, asked);
                json.WriteNumber("count", count);
                json.WriteStartArray("groups");
                foreach (var group in groups)
                {
                    Write(json, look.Columns, by, group);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        }).ConfigureAwait(false);
    }

    /// <summary>The names of a field that contain a text, for completion.</summary>
    public async Task NamesAsync(HttpContext context)
    {
        var part = context.Request.Query["part"].ToString();
        var look = await overview.LookAsync(context.RequestAborted).ConfigureAwait(false);
        var names = context.Request.Query["field"].ToString() switch
        {
            TaskKey.Label => look.Columns.Labels,
            TaskKey.ClientUuid => look.Columns.Clients,
            TaskKey.EngineUuid => look.Columns.Engines,
            TaskKey.Queue => look.Columns.Queues,
            $"{TaskKey.Header}.msg_type" => look.Columns.Types,
            _ => null,
        };
        var found = new List<string>();
        lock (look.Columns.Sync)
        {
            for (var i = 1; i < names?.Count && found.Count < MostNames; i++)
            {
                if (names[i].Contains(part, StringComparison.OrdinalIgnoreCase))
                {
                    found.Add(names[i]);
                }
            }
        }

        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartArray();
            found.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }).ConfigureAwait(false);
    }

    /// <summary>How much of history is read.</summary>
    public static void Progress(Utf8JsonWriter json, Look look)
    {
        json.WriteNumber("now", PageJson.Milliseconds(DateTime.UtcNow.Ticks));
        json.WriteNumber("version", look.Columns.Version);
        json.WriteNumber("read", look.Columns.Count);
        if (look.IsWhole || look.Total > 0)
        {
            json.WriteNumber("total", Math.Max(look.Columns.Count, look.IsWhole ? 0 : look.Total));
        }

        json.WriteBoolean("whole", look.IsWhole);
        json.WriteString("problem", look.Problem);
    }

    /// <summary>The filter as JSON, whatever language it came in: what is drawn links to tasks within it.</summary>
    public static void Filter(Utf8JsonWriter json, Asked asked)
    {
        if (!asked.Filter.IsEverything)
        {
            json.WriteString("filter", asked.Filter.ToJson());
        }
    }

    private static void Write(Utf8JsonWriter json, TaskColumns columns, Grouping by, Group group)
    {
        json.WriteStartObject();
        if (by == Grouping.Failure)
        {
            json.WriteString("name", columns.Failures[group.Number].Exception);
            json.WriteString("frame", columns.Failures[group.Number].Frame);
        }
        else
        {
            json.WriteString("name", Groups.NamesOf(columns, by)![group.Number]);
        }

        json.WriteNumber("total", group.Total);
        json.Counts(group.States);
        json.Seconds("waited50", group.WaitedMedian);
        json.Seconds("waited95", group.Waited95);
        json.Seconds("ran50", group.RanMedian);
        json.Seconds("ran95", group.Ran95);
        json.Seconds("busy", group.Busy);
        json.Time("first", group.First);
        json.Time("last", group.Last);
        json.WriteString("lastId", columns.Ids.IdOf(columns[group.LastRow].Id));
        json.WriteEndObject();
    }
}
