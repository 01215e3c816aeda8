using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Configuration;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Output;

/// <summary>Settings: a line each for people or programs, without passwords, or as a file of settings.</summary>
internal static partial class SettingsText
{
    /// <summary>Name, value and source in columns.</summary>
    public static void WriteTable(TextWriter text, IReadOnlyList<TaskDbSetting> settings)
    {
        var values = settings.Select(
            setting =>
                Shortening.OneLine(
                    Convert.ToString(Shown(setting), CultureInfo.InvariantCulture) is { Length: > 0 } value ? value : "-")).ToList();
        var (name, width) = (settings.Max(setting => setting.Path.Length), values.Max(value => value.Length));
        foreach (var (setting, value) in settings.Zip(values))
        {
            text.WriteLine($"{setting.Path.PadRight(name)}  {value.PadRight(width)}  {Source(setting)}");
        }
    }

    /// <summary>A JSON object a setting.</summary>
    public static void WriteLines(Shell shell, IEnumerable<TaskDbSetting> settings)
    {
        foreach (var setting in settings)
        {
            JsonObjects.Write(shell, json =>
            {
                json.WriteString("setting", setting.Path);
                Member(json, "value", Shown(setting));
                json.WriteString("source", Source(setting));
            });
        }
    }

    /// <summary>One JSON object with an object for each section; of two settings of a name the later one.</summary>
    public static void WriteFile(Shell shell, IEnumerable<TaskDbSetting> settings)
    {
        using (var json = new Utf8JsonWriter(shell.Output, JsonWriting.Options with { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            foreach (var section in settings.GroupBy(setting => setting.Section))
            {
                json.WriteStartObject(section.Key);
                foreach (var setting in section.GroupBy(setting => setting.Name).Select(same => same.Last()))
                {
                    Member(json, setting.Name, setting.Value);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        shell.Output.WriteByte((byte)'\n');
    }

    private static void Member(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, value?.GetType() ?? typeof(object));
    }

    private static string Source(TaskDbSetting setting) => setting.Source ?? "default";

    private static object? Shown(TaskDbSetting setting) =>
        setting is { Name: "connection_string", Value: string text }
            ? NamedPassword().Replace(Password().Replace(text, "$1:***@"), "$1***")
            : setting.Value;

    /// <summary>Whatever stands between the first colon of the user's part and its end, be it escaped as it should be or not.</summary>
    [GeneratedRegex(@"^([a-z+]+://[^:/@]*):.*@")]
    private static partial Regex Password();

    /// <summary>The value after a name, up to the next name; one in quotes may have semicolons.</summary>
    [GeneratedRegex("""\b((?:password|pwd|passfile|ssl password)\s*=\s*)("[^"]*"|'[^']*'|[^;]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex NamedPassword();
}
