using System.Collections.Immutable;
using TaskDbLinq.Queries;

namespace TaskDbLinq.Configuration;

/// <summary>A setting that there is.</summary>
/// <param name="Section">IPython's class.</param>
/// <param name="Name">Its trait.</param>
/// <param name="Apply">The options with a value for it.</param>
internal sealed record KnownSetting(string Section, string Name, Func<TaskDbOptions, SettingValue, TaskDbOptions> Apply);

/// <summary>The one table of IPython's classes and traits, as far as they concern the task database.</summary>
/// <seealso href="https://ipyparallel.readthedocs.io/en/latest/reference/db.html"/>
internal static class KnownSettings
{
    public const string BackendName = "db_class";

    public static ImmutableArray<KnownSetting> All { get; } =
    [
        new("HubFactory", BackendName, (options, value) => options with { Backend = value.Backend(options.Backend) }),
        new("IPController", BackendName, (options, value) => options with { Backend = value.Backend(options.Backend) }),
        new("SQLiteDB", "filename", (options, value) => options with { SqliteFilename = value.Text(options.SqliteFilename) }),
        new("SQLiteDB", "location", (options, value) => options with { SqliteLocation = value.Text(options.SqliteLocation, mayBeEmpty: true) }),
        new("SQLiteDB", "table", (options, value) => options with { SqliteTable = value.TextOrNone() }),
        new("MongoDB", "connection_string", (options, value) => options with { MongoConnectionString = value.ConnectionString(options.MongoConnectionString) }),
        new("MongoDB", "database", (options, value) => options with { MongoDatabase = value.MongoNameOrNone() }),
        new("DictDB", "record_limit", (options, value) => options with { Dict = options.Dict with { RecordLimit = (int)value.Whole(options.Dict.RecordLimit, 1, int.MaxValue) } }),
        new("DictDB", "size_limit", (options, value) => options with { Dict = options.Dict with { SizeLimit = value.Whole(options.Dict.SizeLimit, 0, long.MaxValue) } }),
        new("DictDB", "cull_fraction", (options, value) => options with { Dict = options.Dict with { CullFraction = value.Fraction(options.Dict.CullFraction) } }),
    ];

    public static ImmutableArray<string> Sections { get; } = [.. All.Select(known => known.Section).Distinct()];

    /// <summary>The known setting of a name; null, with the problem noted, when there is none.</summary>
    public static KnownSetting? Find(TaskDbSetting setting, List<ConfigurationProblem> problems)
    {
        var names = All.Where(known => Same(known.Section, setting.Section)).ToList();
        var found = names.FirstOrDefault(known => Same(known.Name, setting.Name));
        if (found is not null)
        {
            return found;
        }

        problems.Add(
            names.Count == 0 ? Unknown(setting, "section", setting.Section, Sections)
            : setting.Name.Length == 0 ? new ConfigurationProblem(setting.Path, "it is a section, and has names with values", Source: setting.Source)
            : Unknown(setting, "name", setting.Name, names.Select(known => known.Name)));
        return null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static ConfigurationProblem Unknown(TaskDbSetting setting, string what, string name, IEnumerable<string> known) =>
        new(setting.Path, $"unknown {what} '{QueryProblem.Shown(name)}'", NearMiss.Find(name, known), setting.Source);
}
