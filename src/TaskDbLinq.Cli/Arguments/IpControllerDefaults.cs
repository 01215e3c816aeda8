using TaskDbLinq.Configuration;

namespace TaskDbLinq.Cli.Arguments;

/// <summary>What an <c>ipcontroller_config.py</c> leaves unsaid, and holds in IPython but not here.</summary>
/// <seealso href="https://ipyparallel.readthedocs.io/en/latest/reference/db.html"/>
internal static class IpControllerDefaults
{
    /// <summary>IPython's file lies in the profile's folder, where the configuration does.</summary>
    /// <param name="settings">What the file says.</param>
    /// <param name="file">The file.</param>
    /// <param name="remark">What the user should know; null if there is nothing.</param>
    public static IReadOnlyList<TaskDbSetting> Complete(IReadOnlyList<TaskDbSetting> settings, string file, out string? remark)
    {
        var options = SettingsReader.Read(settings);
        remark = settings.Any(setting => setting.Name == KnownSettings.BackendName) ? null
            : $"{Path.GetFileName(file)}: no db_class: the controller keeps tasks in memory unless its command line says "
                + "--sqlitedb or --mongodb; here it is SQLiteDB";
        return options is { Backend: TaskDbBackend.Sqlite, SqliteLocation.Length: 0 }
            && Path.GetDirectoryName(Path.GetFullPath(file)) is { } profile
            ? [.. settings.Where(setting => setting.Path != "SQLiteDB.location"), new TaskDbSetting("SQLiteDB", "location", profile)]
            : settings;
    }
}
