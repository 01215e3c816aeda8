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
            TimelineJson.Write(json, look.Columns, timeline);
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
}
