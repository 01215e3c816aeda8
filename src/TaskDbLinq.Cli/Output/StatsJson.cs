using System.Text.Json;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Output;

/// <summary>Figures for programs: the members of an object, durations in seconds.</summary>
internal static class StatsJson
{
    public static void Write(Utf8JsonWriter json, TaskStats stats)
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
        json.Member("first_submitted", stats.FirstSubmitted);
        json.Member("last_submitted", stats.LastSubmitted);
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
        json.Member("p50_seconds", durations.Median);
        json.Member("p95_seconds", durations.Percentile95);
        json.Member("max_seconds", durations.Max);
        json.WriteEndObject();
    }
}
