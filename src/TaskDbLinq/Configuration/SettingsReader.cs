using TaskDbLinq.Configuration;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>Settings under IPython's own names to options. What is wrong is said all at once.</summary>
public static class SettingsReader
{
    /// <summary>Reads settings; of two for the same name the later one holds.</summary>
    /// <remarks>
    /// Names are not sensitive to case, as environment variables are not everywhere. <c>HubFactory</c> and
    /// <c>IPController</c> are the names of the same class in older and newer versions of ipyparallel.
    /// </remarks>
    /// <exception cref="ConfigurationException">Names are unknown, or values impossible; all of them are listed.</exception>
    public static TaskDbOptions Read(IEnumerable<TaskDbSetting> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var problems = new List<ConfigurationProblem>();
        var options = Read(settings, problems);
        ConfigurationException.ThrowIfAny(problems);
        return options;
    }

    internal static TaskDbOptions Read(IEnumerable<TaskDbSetting> settings, List<ConfigurationProblem> problems)
    {
        var options = new TaskDbOptions();
        var backends = new List<(TaskDbSetting Setting, TaskDbBackend Backend)>();
        foreach (var setting in LastOfEach(settings))
        {
            if (KnownSettings.Find(setting, problems) is { } known)
            {
                var values = new SettingValue(setting, problems);
                options = known.Apply(options, values);
                if (known.Name == KnownSettings.BackendName)
                {
                    backends.Add((setting, options.Backend));
                }
            }
        }

        // The class has two names. Which of them should hold, when they differ, is anybody's guess.
        if (backends.Select(pair => pair.Backend).Distinct().Count() > 1
            && backends.All(pair => SettingValue.TryBackend(pair.Setting.Value, out _)))
        {
            var (first, second) = (backends[0].Setting, backends[1].Setting);
            problems.Add(
                new ConfigurationProblem(second.Path, $"it differs from {first.Path}, which is the same setting", Source: second.Source));
        }

        return options;
    }

    private static List<TaskDbSetting> LastOfEach(IEnumerable<TaskDbSetting> settings)
    {
        var last = new OrderedDictionary<string, TaskDbSetting>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings)
        {
            last[setting.Path] = setting;
        }

        return [.. last.Values];
    }
}
