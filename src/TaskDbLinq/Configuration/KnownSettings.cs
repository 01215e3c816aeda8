using System.Collections.Immutable;
using TaskDbLinq.Filters;
using TaskDbLinq.Problems;

namespace TaskDbLinq.Configuration;

/// <summary>A setting that there is.</summary>
/// <param name="Section">IPython's class.</param>
/// <param name="Name">Its trait.</param>
/// <param name="Apply">The options with a value for it.</param>
/// <param name="Value">The value that options have for it; null for none.</param>
internal sealed record KnownSetting(
    string Section, string Name, Func<TaskDbOptions, SettingValue, TaskDbOptions> Apply, Func<TaskDbOptions, object?> Value);

/// <summary>The one table of IPython's classes and traits, as far as they concern the task database.</summary>
/// <seealso href="https://ipyparallel.readthedocs.io/en/latest/reference/db.html"/>
internal static class KnownSettings
{
    public const string BackendName = "db_class";

    public static ImmutableArray<KnownSetting> All { get; } =
    [
        new(
            "HubFactory",
            BackendName,
            (options, value) => options with { Backend = value.Backend(options.Backend) },
            options => SettingValue.NameOf(options.Backend)),
        new(
            "IPController",
            BackendName,
            (options, value) => options with { Backend = value.Backend(options.Backend) },
            options => SettingValue.NameOf(options.Backend)),
        new(
            "SQLiteDB",
            "filename",
            (options, value) => options with { SqliteFilename = value.Text(options.SqliteFilename) },
            options => options.SqliteFilename),
        new(
            "SQLiteDB",
            "location",
            (options, value) => options with { SqliteLocation = value.Text(options.SqliteLocation, mayBeEmpty: true) },
            options => options.SqliteLocation),
        new("SQLiteDB", "table", (options, value) => options with { SqliteTable = value.TextOrNone() }, options => options.SqliteTable),
        new(
            "SQLiteDB",
            "keep",
            (options, value) => KeepInSqlite(options, kept => kept with { Keep = value.Keep(kept.Keep) }),
            options => SettingValue.NameOf(options.Retention)),
        new(
            "SQLiteDB",
            "record_limit",
            (options, value) => KeepInSqlite(options, kept => kept with { RecordLimit = value.WholeOrNone(1) }),
            options => options.Retention?.RecordLimit),
        new(
            "SQLiteDB",
            "size_limit",
            (options, value) => KeepInSqlite(options, kept => kept with { SizeLimit = value.WholeOrNone(0) }),
            options => options.Retention?.SizeLimit),
        new(
            "MongoDB",
            "connection_string",
            (options, value) => options with { MongoConnectionString = value.ConnectionString(options.MongoConnectionString) },
            options => options.MongoConnectionString),
        new(
            "MongoDB",
            "database",
            (options, value) => options with { MongoDatabase = value.MongoNameOrNone() },
            options => options.MongoDatabase),
        new(
            "PostgresDB",
            "connection_string",
            (options, value) => options with { PostgresConnectionString = value.PostgresConnection(options.PostgresConnectionString) },
            options => options.PostgresConnectionString),
        new(
            "PostgresDB",
            "schema",
            (options, value) => options with { PostgresSchema = value.TextOrNone() },
            options => options.PostgresSchema),
        new(
            "PostgresDB",
            "keep",
            (options, value) => KeepInPostgres(options, kept => kept with { Keep = value.Keep(kept.Keep) }),
            options => SettingValue.NameOf(options.PostgresRetention)),
        new(
            "PostgresDB",
            "record_limit",
            (options, value) => KeepInPostgres(options, kept => kept with { RecordLimit = value.WholeOrNone(1) }),
            options => options.PostgresRetention?.RecordLimit),
        new(
            "PostgresDB",
            "size_limit",
            (options, value) => KeepInPostgres(options, kept => kept with { SizeLimit = value.WholeOrNone(0) }),
            options => options.PostgresRetention?.SizeLimit),
        new(
            "DictDB",
            "record_limit",
            (options, value) =>
                options with { Dict = options.Dict with { RecordLimit = (int)value.Whole(options.Dict.RecordLimit, 1, int.MaxValue) } },
            options => (long)options.Dict.RecordLimit),
        new(
            "DictDB",
            "size_limit",
            (options, value) =>
                options with { Dict = options.Dict with { SizeLimit = value.Whole(options.Dict.SizeLimit, 0, long.MaxValue) } },
            options => options.Dict.SizeLimit),
        new(
            "DictDB",
            "cull_fraction",
            (options, value) => options with { Dict = options.Dict with { CullFraction = value.Fraction(options.Dict.CullFraction) } },
            options => options.Dict.CullFraction),
    ];

    public static ImmutableArray<string> Sections { get; } = [.. All.Select(known => known.Section).Distinct()];

    /// <summary>
    /// Every setting with the value that holds when these are written; of two for the same name the later one holds.
    /// One that nobody wrote has its default, and no source.
    /// </summary>
    /// <exception cref="ConfigurationException">Names are unknown, or values impossible; all of them are listed.</exception>
    public static IEnumerable<TaskDbSetting> Effective(IReadOnlyList<TaskDbSetting> written)
    {
        var options = SettingsReader.Read(written);
        string? Source(KnownSetting known) =>
            written.LastOrDefault(setting => Same(setting.Section, known.Section) && Same(setting.Name, known.Name))?.Source;

        // The class has two names: the one that was written, or else the first.
        var backend = All.Where(known => known.Name == BackendName).OrderByDescending(known => Source(known) is not null).First();
        return All.Where(known => known.Name != BackendName).Prepend(backend)
            .Select(known => new TaskDbSetting(known.Section, known.Name, known.Value(options), Source(known)));
    }

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
            : setting.Name.Length == 0
                ? new ConfigurationProblem(setting.Path, "it is a section, and has names with values", Source: setting.Source)
            : Unknown(setting, "name", setting.Name, names.Select(known => known.Name)));
        return null;
    }

    private static TaskDbOptions KeepInSqlite(TaskDbOptions options, Func<RetentionPolicy, RetentionPolicy> change) =>
        options with { Retention = Keep(options.Retention, change) };

    private static TaskDbOptions KeepInPostgres(TaskDbOptions options, Func<RetentionPolicy, RetentionPolicy> change) =>
        options with { PostgresRetention = Keep(options.PostgresRetention, change) };

    /// <summary>What keeps everything is no retention.</summary>
    private static RetentionPolicy? Keep(RetentionPolicy? policy, Func<RetentionPolicy, RetentionPolicy> change)
    {
        var kept = change(policy ?? new RetentionPolicy());
        return kept == new RetentionPolicy() ? null : kept;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static ConfigurationProblem Unknown(TaskDbSetting setting, string what, string name, IEnumerable<string> known) =>
        new(setting.Path, $"unknown {what} '{QueryProblem.Shown(name)}'", NearMiss.Find(name, known), setting.Source);
}
