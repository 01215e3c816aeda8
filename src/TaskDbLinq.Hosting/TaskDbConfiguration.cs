using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using TaskDbLinq.Configuration;

namespace TaskDbLinq;

/// <summary>Where the settings of the task database come from: flags, the environment, a file.</summary>
public static class TaskDbConfiguration
{
    /// <summary>The file that is read when none is named, in the current folder.</summary>
    public const string DefaultFile = "taskdb.json";

    /// <summary>What the names of environment variables begin with: <c>TASKDB__HubFactory__db_class</c>.</summary>
    public const string EnvironmentPrefix = "TASKDB__";

    /// <summary>Reads flags, then the environment, then a file: what is said earlier holds.</summary>
    /// <param name="file">A file as <see cref="DefaultFile"/> is one; it must be there. Null for that one, if it is there.</param>
    /// <param name="flags">Settings by IPython's names, such as <c>SQLiteDB.filename</c>. Null for none.</param>
    /// <exception cref="ConfigurationException">Names are unknown, values impossible, or the file can't be read; everything is
    /// listed.</exception>
    public static TaskDbOptions Read(string? file = null, IEnumerable<KeyValuePair<string, string?>>? flags = null) =>
        SettingsReader.Read(Settings(file, flags));

    /// <summary>The settings that hold of flags, environment and file, each with its source; not checked yet.</summary>
    /// <param name="file">A file as <see cref="DefaultFile"/> is one; it must be there. Null for that one, if it is there.</param>
    /// <param name="flags">Settings by IPython's names, such as <c>SQLiteDB.filename</c>. Null for none.</param>
    /// <exception cref="ConfigurationException">The file can't be read.</exception>
    public static IReadOnlyList<TaskDbSetting> Settings(string? file = null, IEnumerable<KeyValuePair<string, string?>>? flags = null)
    {
        var path = Path.GetFullPath(file ?? DefaultFile);
        if (file is not null && !File.Exists(path))
        {
            throw new ConfigurationException(new ConfigurationProblem(string.Empty, "there is no such file", Source: file));
        }

        var builder = new ConfigurationBuilder();
        if (File.Exists(path))
        {
            builder.AddJsonFile(source =>
            {
                source.FileProvider = new PhysicalFileProvider(Path.GetDirectoryName(path)!, ExclusionFilters.None);
                source.Path = Path.GetFileName(path);
            });
        }

        builder.AddEnvironmentVariables(EnvironmentPrefix);
        builder.AddInMemoryCollection((flags ?? []).Select(flag => KeyValuePair.Create(flag.Key.Replace('.', ':'), flag.Value)));
        try
        {
            var root = builder.Build();
            using (root as IDisposable)
            {
                return [.. Settings(root)];
            }
        }
        catch (InvalidDataException unreadable)
        {
            var reason = unreadable.InnerException?.Message ?? unreadable.Message;
            throw new ConfigurationException(
                new ConfigurationProblem(string.Empty, $"it is not JSON: {reason.TrimEnd('.')}", Source: Path.GetFileName(path)));
        }
    }

    /// <summary>Reads a configuration, all of which concerns the task database: a section of an application's, for one.</summary>
    /// <exception cref="ConfigurationException">Names are unknown, or values impossible; everything is listed.</exception>
    public static TaskDbOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SettingsReader.Read(Settings(configuration));
    }

    private static IEnumerable<TaskDbSetting> Settings(IConfiguration configuration) =>
        configuration.GetChildren().SelectMany(section => Settings(section, configuration as IConfigurationRoot));

    private static IEnumerable<TaskDbSetting> Settings(IConfigurationSection section, IConfigurationRoot? root)
    {
        var names = section.GetChildren().ToList();
        return names.Count == 0
            ? [new TaskDbSetting(section.Key, string.Empty, section.Value, Source(section.Path, root))]
            : names.SelectMany(name => Leaves(section.Key, name.Key, name, root));
    }

    /// <summary>A list or a section where one value belongs keeps the names below it, and so is no setting that there is.</summary>
    private static IEnumerable<TaskDbSetting> Leaves(string section, string name, IConfigurationSection at, IConfigurationRoot? root)
    {
        var inner = at.GetChildren().ToList();
        return inner.Count == 0
            ? [new TaskDbSetting(section, name, at.Value, Source(at.Path, root))]
            : inner.SelectMany(child => Leaves(section, $"{name}.{child.Key}", child, root));
    }

    private static string? Source(string path, IConfigurationRoot? root) =>
        root?.Providers.LastOrDefault(provider => provider.TryGet(path, out _)) switch
        {
            null => null,
            FileConfigurationProvider file => file.Source.Path,
            EnvironmentVariablesConfigurationProvider => "the environment",
            _ => "the command line",
        };
}
