using System.Text.Json;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Output;

/// <summary>JSON objects one after another: a line each, or for a person indented.</summary>
internal static class JsonObjects
{
    public static void Write(Shell shell, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(shell.Output, JsonWriting.Options with { Indented = shell.IsTerminal, NewLine = "\n" }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        shell.Output.WriteByte((byte)'\n');
    }

    /// <summary>One member, of any value that a row may hold.</summary>
    public static void Member(this Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        JsonRow.WriteValue(json, value);
    }

    /// <summary>A duration in seconds; null stays null.</summary>
    public static void Member(this Utf8JsonWriter json, string name, TimeSpan? duration)
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
