using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using TaskDbLinq.Filters;
using TaskDbLinq.Problems;
using TaskDbLinq.Records;

namespace TaskDbLinq.Configuration;

/// <summary>
/// The value of one setting, read as what it has to be. When it can't be that, the problem is noted, and the value before stays.
/// </summary>
internal sealed class SettingValue(TaskDbSetting setting, List<ConfigurationProblem> problems)
{
    private const int MongoNameBytes = 63;

    /// <summary>IPython takes the names of its classes in any case, or dotted with their module.</summary>
    private static readonly FrozenDictionary<string, TaskDbBackend> Backends = new Dictionary<string, TaskDbBackend>
    {
        ["SQLiteDB"] = TaskDbBackend.Sqlite,
        ["MongoDB"] = TaskDbBackend.Mongo,
        ["DictDB"] = TaskDbBackend.Dict,
        ["NoDB"] = TaskDbBackend.None,
        ["PostgresDB"] = TaskDbBackend.Postgres,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>IPython's name of a backend.</summary>
    public static string NameOf(TaskDbBackend backend) => Backends.First(pair => pair.Value == backend).Key;

    /// <summary>
    /// How long completed tasks are kept, as it is written in a configuration; null for a policy that a configuration can't say.
    /// </summary>
    public static string? NameOf(RetentionPolicy? policy) =>
        policy?.Keep is [{ MaxAge: { } age } rule] && rule.Filter == Filter.Everything ? Durations.ToText(age) : null;

    /// <summary>
    /// Reads <c>SQLiteDB</c>, or <c>ipyparallel.controller.sqlitedb.SQLiteDB</c>; of the module only the last name is looked at.
    /// </summary>
    public static bool TryBackend([NotNullWhen(true)] object? value, out TaskDbBackend backend)
    {
        backend = default;
        if (value is not string text)
        {
            return false;
        }

        var names = text.Split('.');
        if (!Backends.TryGetValue(names[^1], out backend))
        {
            return false;
        }

        var module = backend == TaskDbBackend.None ? "dictdb" : names[^1].ToLowerInvariant();
        return names.Length == 1 || (names.Length > 2 && names[^2] == module);
    }

    public TaskDbBackend Backend(TaskDbBackend before)
    {
        if (TryBackend(setting.Value, out var backend))
        {
            return backend;
        }

        var text = Shown();
        return Refuse(
            before,
            setting.Value is string
                ? $"there is no backend {text}; there are {string.Join(", ", Backends.Keys.Order(StringComparer.Ordinal))}"
                : $"it is the name of a backend, not {text}",
            setting.Value is string name ? NearMiss.Find(name.Split('.')[^1], Backends.Keys) : null);
    }

    public string Text(string before, bool mayBeEmpty = false) => setting.Value switch
    {
        string { Length: 0 } when !mayBeEmpty => Refuse(before, "it is empty"),
        string text when text.Contains('\0', StringComparison.Ordinal) => Refuse(before, "it has a null character"),
        string text => text,
        _ => Refuse(before, $"it is a string, not {Shown()}"),
    };

    /// <summary>Nothing at all, as JSON's null and Python's None, stands for what holds when nothing is said.</summary>
    public string? TextOrNone() => setting.Value is null ? null : Text(null!);

    /// <seealso href="https://www.mongodb.com/docs/manual/reference/connection-string/"/>
    public string ConnectionString(string before)
    {
        var text = Text(before);
        return text.StartsWith("mongodb://", StringComparison.Ordinal) || text.StartsWith("mongodb+srv://", StringComparison.Ordinal)
            ? text
            : Refuse(before, "it begins with mongodb:// or mongodb+srv://");
    }

    /// <seealso href="https://www.npgsql.org/doc/connection-string-parameters.html"/>
    public string PostgresConnection(string before)
    {
        var text = Text(before);
        return text.Contains('=', StringComparison.Ordinal) || text.StartsWith("postgres://", StringComparison.Ordinal)
            || text.StartsWith("postgresql://", StringComparison.Ordinal)
            ? text
            : Refuse(before, "it begins with postgresql://, or names values, as Host=localhost;Database=tasks does");
    }

    /// <seealso href="https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions"/>
    public string? MongoNameOrNone()
    {
        var text = TextOrNone();
        return text is null ? null
            : text.AsSpan().IndexOfAny("/\\. \"$") is >= 0 and var at ? Refuse(text, $"the name of a MongoDB database has no '{text[at]}'")
            : Encoding.UTF8.GetByteCount(text) > MongoNameBytes
                ? Refuse(text, $"the name of a MongoDB database has at most {MongoNameBytes} bytes")
            : text;
    }

    public long Whole(long before, long least, long most)
    {
        var range = most == long.MaxValue ? $"{least} or more" : $"from {least} to {most}";
        var isWhole = setting.Value is long
            || (setting.Value is string
                && long.TryParse((string)setting.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
        var number = isWhole ? Convert.ToInt64(setting.Value, CultureInfo.InvariantCulture) : 0;
        return isWhole && number >= least && number <= most ? number : Refuse(before, $"it is a whole number, {range}, not {Shown()}");
    }

    /// <summary>Nothing at all stands for no limit.</summary>
    public long? WholeOrNone(long least) => setting.Value is null ? null : Whole(least, least, long.MaxValue);

    /// <summary>One rule, for all completed tasks; nothing at all stands for none.</summary>
    public ValueList<KeepRule> Keep(ValueList<KeepRule> before) => setting.Value switch
    {
        null => [],
        string text when Durations.TryParse(text, out var age) => [new KeepRule(Filter.Everything, age)],
        _ => Refuse(before, $"it is a duration such as 30d, 12h or 90m, not {Shown()}"),
    };

    public double Fraction(double before)
    {
        var number = setting.Value switch
        {
            double real => real,
            long whole => whole,
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => real,
            _ => double.NaN,
        };
        return number is >= 0 and <= 1 ? number : Refuse(before, $"it is a number from 0 to 1, not {Shown()}");
    }

    private T Refuse<T>(T before, string reason, string? suggestion = null)
    {
        problems.Add(new ConfigurationProblem(setting.Path, reason, suggestion, setting.Source));
        return before;
    }

    private string Shown() => setting.Value switch
    {
        null => "nothing",
        string text => $"'{QueryProblem.Shown(text)}'",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
    };
}
