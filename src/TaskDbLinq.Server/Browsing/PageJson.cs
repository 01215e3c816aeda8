using System.Text.Json;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Browsing;

/// <summary>How the page's answers say times (milliseconds since 1970), durations (seconds) and states.</summary>
internal static class PageJson
{
    public static readonly string[] States =
        [.. Enum.GetNames<MarkState>().Take((int)MarkState.Gone).Select(name => name.ToLowerInvariant())];

    public static void Time(this Utf8JsonWriter json, string name, long ticks)
    {
        if (ticks == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, Milliseconds(ticks));
        }
    }

    public static void Seconds(this Utf8JsonWriter json, string name, long? ticks)
    {
        json.WritePropertyName(name);
        json.Seconds(ticks);
    }

    public static void Seconds(this Utf8JsonWriter json, long? ticks)
    {
        if (ticks is { } known)
        {
            json.WriteNumberValue(Math.Round(known / (double)TimeSpan.TicksPerSecond, 6));
        }
        else
        {
            json.WriteNullValue();
        }
    }

    public static void Counts(this Utf8JsonWriter json, IReadOnlyList<long> counts)
    {
        for (var state = 0; state < counts.Count; state++)
        {
            json.WriteNumber(States[state], counts[state]);
        }
    }

    public static double Milliseconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerMillisecond;
}
