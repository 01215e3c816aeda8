using System.Text.Json;

namespace TaskDbLinq.Server.Wire;

/// <summary>Figures as JSON, durations in seconds; the names are those of <c>taskdb stats --json</c>.</summary>
internal static class StatsWriter
{
    public static void Write(Utf8JsonWriter json, TaskStats stats)
    {
        json.WriteStartObject();
        json.WriteNumber("total", stats.Total);
        Counts(json, "states", stats.States.Select(pair => KeyValuePair.Create(pair.Key.ToString().ToLowerInvariant(), pair.Value)));
        json.WriteNumber("running", stats.Running);
        Counts(json, "queues", stats.Queues);
        Counts(json, "engines", stats.Engines);
        Counts(json, "clients", stats.Clients);
        Durations(json, "waited", stats.QueueTime);
        Durations(json, "ran", stats.RunTime);
        Durations(json, "took", stats.TotalTime);
        Time(json, "first_submitted", stats.FirstSubmitted);
        Time(json, "last_submitted", stats.LastSubmitted);
        if (stats.Bytes is { } bytes)
        {
            json.WriteStartObject("bytes");
            json.WriteNumber("requests", bytes.Requests);
            json.WriteNumber("results", bytes.Results);
            json.WriteEndObject();
        }

        json.WriteEndObject();
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
            json.WriteNumberValue(known.TotalSeconds);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void Time(Utf8JsonWriter json, string name, DateTime? time) =>
        json.WriteString(name, time is { } known ? Timestamps.Format(known) : null);
}
