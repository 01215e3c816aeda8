using System.Text.Json;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Browsing;

/// <summary>A timeline in JSON: its lanes, their bars or cells, and what is aligned below them.</summary>
internal static class TimelineJson
{
    /// <summary>Heights are told in so many steps, so that neighbours that look alike are one mark.</summary>
    private const int Steps = 12;

    public static void Write(Utf8JsonWriter json, TaskColumns columns, Timeline timeline)
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
