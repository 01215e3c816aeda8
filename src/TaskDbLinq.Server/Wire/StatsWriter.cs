using System.Text.Json;

namespace TaskDbLinq.Server.Wire;

/// <summary>Figures as JSON, durations in seconds; <c>taskdb stats --json</c> writes the same members.</summary>
internal static class StatsWriter
{
    public static void Write(Utf8JsonWriter json, TaskStats stats)
    {
        json.WriteStartObject();
        WriteMembers(json, stats, Timestamps.Format);
        json.WriteEndObject();
    }

    /// <summary>The members alone, for an object that is begun already, with timestamps in the form that is asked for.</summary>
    public static void WriteMembers(Utf8JsonWriter json, TaskStats stats, Func<DateTime, string> text)
    {
        json.WriteNumber("total", stats.Total);
        Counts(json, "states", stats.States.Select(pair => KeyValuePair.Create(pair.Key.ToString().ToLowerInvariant(), pair.Value)));
        json.WriteNumber("running", stats.Running);
        Counts(json, "queues", stats.Queues);
        Counts(json, "engines", stats.Engines);
        Counts(json, "clients", stats.Clients);
        Durations(json, "waited", stats.QueueTime);
        Durations(json, "ran", stats.RunTime);
        Durations(json, "took", stats.TotalTime);
        json.WriteString("first_submitted", stats.FirstSubmitted is { } first ? text(first) : null);
        json.WriteString("last_submitted", stats.LastSubmitted is { } last ? text(last) : null);
        if (stats.Bytes is { } bytes)
        {
            json.WriteStartObject("bytes");
            json.WriteNumber("requests", bytes.Requests);
            json.WriteNumber("results", bytes.Results);
            json.WriteEndObject();
        }
    }

    private static void Counts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
        {
            json.WriteNumber(key, count);
        }

        json.WriteEndObject();
    }

    private static void Durations(Utf8JsonWriter json, string name, DurationStats durations)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", durations.Count);
        Seconds(json, "p50_seconds", durations.Median);
        Seconds(json, "p95_seconds", durations.Percentile95);
        Seconds(json, "max_seconds", durations.Max);
        json.WriteEndObject();
    }

    private static void Seconds(Utf8JsonWriter json, string name, TimeSpan? duration)
    {
        json.WritePropertyName(name);
        if (duration is { } known)
        {
            json.WriteNumberValue((decimal)known.Ticks / TimeSpan.TicksPerSecond);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
