using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Browsing;

/// <summary><c>GET /v1/page/timeline</c>: lanes of engines and what is aligned below them, reduced to the width of the picture.</summary>
internal sealed class TimelineEndpoint(TaskOverview overview)
{
    /// <summary>The parameter that tells how many columns there is room for.</summary>
    public const string Width = "width";

    private const string Lanes = "lanes";
    private const int UsualLanes = 24;
    private const int MostLanes = 60;
    private const int UsualWidth = 600;
    private const int MostWidth = 2_000;

    /// <summary>Heights are told in so many steps, so that neighbours that look alike are one mark.</summary>
    private const int Steps = 12;

    public async Task InvokeAsync(HttpContext context)
    {
        var asked = Asked.Of(context.Request.Query);
        var look = await overview.LookAsync(context.RequestAborted).ConfigureAwait(false);
        var scope = await asked.ScopeAsync(look, context.RequestAborted).ConfigureAwait(false);
        await Answers.WriteAsync(context, json => Write(json, context.Request.Query, asked, look, scope)).ConfigureAwait(false);
    }

    /// <summary>The timeline of a scope, as wide and with as many lanes as <c>width</c> and <c>lanes</c> say.</summary>
    public static void Write(Utf8JsonWriter json, IQueryCollection query, Asked asked, Look look, Scope scope)
    {
        var lanes = Number(query[Lanes], UsualLanes, MostLanes);
        var width = Number(query[Width], UsualWidth, MostWidth);
        lock (look.Columns.Sync)
        {
            var (first, last) = Extent(look.Columns, scope);
            var bounded = scope with
            {
                From = Math.Max(scope.From, 1) is 1 ? first : scope.From,
                To = scope.To == long.MaxValue ? last : scope.To,
            };
            var timeline = Timeline.Of(look.Columns, bounded, lanes, width);
            json.WriteStartObject();
            FigureEndpoints.Progress(json, look);
            FigureEndpoints.Filter(json, asked);
            json.Time("first", first);
            json.Time("last", last);
            json.Time("from", timeline.From);
            json.Time("to", timeline.To);
            json.WriteNumber("columns", timeline.Columns);
            Write(json, look.Columns, timeline);
            json.WriteEndObject();
        }
    }

    private static int Number(string? text, int usual, int most) =>
        int.TryParse(text, out var number) ? Math.Clamp(number, 1, most) : usual;

    /// <summary>The whole of a filter's history; now is its end while something is pending and something happened not long ago.</summary>
    private static (long First, long Last) Extent(TaskColumns columns, Scope scope)
    {
        var now = DateTime.UtcNow.Ticks;
        var (first, last, isPending) = (long.MaxValue, 0L, false);
        foreach (ref readonly var mark in columns.In(scope with { From = 0, To = long.MaxValue }))
        {
            if (mark.Begin is > 0 and var begin)
            {
                first = Math.Min(first, begin);
                last = Math.Max(last, Math.Max(mark.Completed, Math.Max(mark.Started, begin)));
                isPending |= mark.IsPending;
            }
        }

        last = isPending && last > now - TimeSpan.TicksPerHour ? Math.Max(last, now) : last;

        return last == 0 ? (now - TimeSpan.TicksPerHour, now) : (first, Math.Max(last, first + TimeSpan.TicksPerMillisecond));
    }

    private static void Write(Utf8JsonWriter json, TaskColumns columns, Timeline timeline)
    {
        json.WriteNumber("engines", timeline.Engines);
        json.WriteStartArray("lanes");
        foreach (var lane in timeline.Lanes)
        {
            json.WriteStartObject();
            json.WriteString("engine", columns.Engines[lane.Engine]);
            json.WriteNumber("tasks", lane.Tasks);
            json.WriteNumber("failed", lane.Failed);
            json.WriteNumber("busy", Math.Round(lane.Busy / (double)(timeline.To - timeline.From), 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (timeline.Bars is { } bars)
        {
            WriteBars(json, columns, bars);
        }
        else
        {
            WriteCells(json, timeline);
        }

        Write(json, "waiting", timeline.Waiting.Sums());
        Write(json, "running", timeline.Running.Sums());
        foreach (var state in (MarkState[])[MarkState.Ok, MarkState.Error, MarkState.Aborted])
        {
            Write(json, PageJson.States[(int)state], timeline.Ended[(int)state].Select(count => (double)count));
        }

        Write(json, "ran50", timeline.RanMedian);
        Write(json, "ran95", timeline.Ran95);
    }

    /// <summary><c>[lane, from, to, state, id]</c></summary>
    private static void WriteBars(Utf8JsonWriter json, TaskColumns columns, List<Bar> bars)
    {
        json.WriteStartArray("bars");
        foreach (var bar in bars)
        {
            json.WriteStartArray();
            json.WriteNumberValue(bar.Lane);
            json.WriteNumberValue(PageJson.Milliseconds(bar.From));
            json.WriteNumberValue(PageJson.Milliseconds(bar.To));
            json.WriteNumberValue((int)bar.State);
            json.WriteStringValue(columns.Ids.IdOf(bar.Id));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// <c>[lane, column, columns, height by state…]</c>, heights in parts of <see cref="Steps"/>; what is empty is left out.
    /// </summary>
    private static void WriteCells(Utf8JsonWriter json, Timeline timeline)
    {
        json.WriteNumber("steps", Steps);
        json.WriteStartArray("cells");
        foreach (var (lane, states) in timeline.Busy!.Index())
        {
            var sums = states.Select(state => state.Sums()).ToArray();
            var heights = Enumerable.Range(0, timeline.Columns).Select(column => Heights(sums, column)).ToArray();
            for (int from = 0, to; from < heights.Length; from = to)
            {
                for (to = from + 1; to < heights.Length && heights[to].AsSpan().SequenceEqual(heights[from]); to++)
                {
                }

                if (heights[from].Any(height => height > 0))
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(lane);
                    json.WriteNumberValue(from);
                    json.WriteNumberValue(to - from);
                    Array.ForEach(heights[from], json.WriteNumberValue);
                    json.WriteEndArray();
                }
            }
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// What happened at all is at least one step high; more than the whole of a column, as of an engine that runs several tasks at once, is
    /// the whole.
    /// </summary>
    private static int[] Heights(double[][] sums, int column)
    {
        var total = Math.Max(1, sums.Sum(sum => sum[column]));
        return [.. sums.Select(sum => sum[column] > 1e-9 ? Math.Max(1, (int)Math.Round(Steps * sum[column] / total)) : 0)];
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(Math.Round(value, 3));
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, long?[] durations)
    {
        json.WriteStartArray(name);
        Array.ForEach(durations, json.Seconds);
        json.WriteEndArray();
    }
}
