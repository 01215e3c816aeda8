using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.IPython;

/// <summary>A table of tasks in a file that IPython wrote, and the view through which it is read.</summary>
internal sealed partial class IPythonTable
{
    private static readonly Dictionary<string, string> OldNames = new(StringComparer.Ordinal)
    {
        [TaskKey.ExecuteInput] = "pyin",
        [TaskKey.ExecuteResult] = "pyout",
        [TaskKey.Error] = "pyerr",
    };

    private readonly HashSet<string> _columns;

    private IPythonTable(string name, IEnumerable<string> columns)
    {
        Name = name;
        _columns = columns.ToHashSet(StringComparer.Ordinal);
    }

    public string Name { get; }

    /// <summary>A table of tasks has their id, and what says whether they are done; old layouts lack some of the rest.</summary>
    private bool HoldsTasks =>
        _columns.Contains(TaskKey.MsgId) && _columns.Contains(TaskKey.Submitted) && _columns.Contains(TaskKey.Completed);

    /// <summary>
    /// Finds the table: the named one, or else the newest <c>ipython-tasks</c>. A controller whose layout differs from
    /// an existing table's writes to <c>ipython-tasks_1</c> and so on, and so does each restart on a new SQLite, whose
    /// reports of column types IPython does not recognize; hence the one with the highest number that has any rows.
    /// </summary>
    /// <exception cref="TaskDbException">There is no such table.</exception>
    public static IPythonTable Find(SqliteConnection connection, string? wanted)
    {
        var tables = ReadAll(connection);
        if (wanted is not null)
        {
            var named = tables.FirstOrDefault(table => table.Name == wanted);
            return named is { HoldsTasks: true } ? named : throw NoSuchTable(connection, tables, wanted, exists: named is not null);
        }

        var tasks = tables.Where(table => table.HoldsTasks).ToList();
        var numbered = tasks
            .Where(table => DefaultName().IsMatch(table.Name))
            .OrderByDescending(table => Number(table.Name))
            .ToList();
        return numbered.FirstOrDefault(table => table.HasRows(connection))
            ?? numbered.FirstOrDefault()
            ?? (tasks.Count == 1 ? tasks[0] : throw NoSuchTable(connection, tables, wanted: null, exists: false));
    }

    /// <summary>Every table of tasks, in the order in which they were made.</summary>
    /// <exception cref="TaskDbException">There is none.</exception>
    public static IReadOnlyList<IPythonTable> FindAll(SqliteConnection connection)
    {
        var tables = ReadAll(connection);
        return tables.Where(table => table.HoldsTasks).ToList() is { Count: > 0 } found
            ? found
            : throw NoSuchTable(connection, tables, wanted: null, exists: false);
    }

    /// <summary>The names of the tables of tasks; none in another program's file.</summary>
    public static IReadOnlyList<string> Names(SqliteConnection connection) =>
        [.. ReadAll(connection).Where(table => table.HoldsTasks).Select(table => table.Name)];

    /// <summary>
    /// The view's definition: every key of a task as a column, with timestamps in the one form that compares exactly.
    /// A column that the table lacks is null. A pooled connection may still have the view of another table.
    /// </summary>
    public string ViewSql(string view)
    {
        var columns = TaskFields.All.Select(field => $"{Column(field)} AS {Quote(field.Key)}");
        return $"DROP VIEW IF EXISTS temp.{Quote(view)}; CREATE TEMP VIEW {Quote(view)} AS SELECT {string.Join(", ", columns)} FROM "
            + $"main.{Quote(Name)}";
    }

    /// <summary>The ids and the dict fields of a range of tasks, each column under its own name and as it stands there.</summary>
    public string OwnTextSql()
    {
        // Metadata that have extra fields beside them are no text of the file's.
        var columns =
            from field in TaskFields.All
            where field.Kind == TaskFieldKind.Dict && NameOf(field) is not null
            let column = Quote(NameOf(field)!)
            let text = HasExtra(field) ? $"CASE WHEN {Quote(ExtraFields.DisplayData)} IS NULL THEN {column} END" : column
            select $"{text} AS {Quote(field.Key)}";
        var id = Quote(TaskKey.MsgId);
        return $"SELECT {string.Join(", ", columns.Prepend(id))} FROM main.{Quote(Name)} WHERE {id} BETWEEN @first AND @last";
    }

    private string Column(TaskField field) =>
        NameOf(field) is not { } name ? "NULL"
        : field.Kind == TaskFieldKind.Timestamp ? $"{Functions.TimeFunction.Name}({Quote(name)})"
        : HasExtra(field) ? Functions.PlainFunction.SqlWithExtra(Quote(name), Quote(ExtraFields.DisplayData))
        : field.Kind == TaskFieldKind.Dict ? Functions.PlainFunction.Sql(Quote(name))
        : Quote(name);

    /// <summary>The column of a field, which has another name in IPython's files before 3.0; null where the table has none.</summary>
    private string? NameOf(TaskField field) =>
        _columns.Contains(field.Key) ? field.Key
        : OldNames.TryGetValue(field.Key, out var old) && _columns.Contains(old) ? old
        : null;

    private bool HasExtra(TaskField field) => field.Key == TaskKey.Metadata && _columns.Contains(ExtraFields.DisplayData);

    private static List<IPythonTable> ReadAll(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT m.name, c.name FROM main.sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table' ORDER BY m.rowid";
        using var reader = command.ExecuteReader();
        var columns = new List<(string Table, string Column)>();
        while (reader.Read())
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return [.. columns.GroupBy(pair => pair.Table).Select(table => new IPythonTable(table.Key, table.Select(pair => pair.Column)))];
    }

    private bool HasRows(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT EXISTS (SELECT 1 FROM main.{Quote(Name)})";
        return (long)command.ExecuteScalar()! == 1;
    }

    private static TaskDbException NoSuchTable(SqliteConnection connection, List<IPythonTable> tables, string? wanted, bool exists)
    {
        var file = Path.GetFileName(connection.DataSource);
        var tasks = tables.Where(table => table.HoldsTasks).Select(table => $"'{table.Name}'").ToList();
        var found = tasks.Count == 0 ? "it has no table of tasks" : $"its tables of tasks are {string.Join(", ", tasks)}";
        return new TaskDbException(
            wanted is null ? $"'{file}' is not a task database: {(tasks.Count == 0 ? found : found + "; name one")}."
            : exists ? $"The table '{QueryProblem.Shown(wanted)}' in '{file}' holds no tasks; {found}."
            : $"There is no table '{QueryProblem.Shown(wanted)}' in '{file}'; {found}.");
    }

    private static long Number(string name) =>
        name.LastIndexOf('_') is > 0 and var at ? long.Parse(name.AsSpan(at + 1), CultureInfo.InvariantCulture) : 0;

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("^ipython-tasks(_[0-9]{1,9})?$", RegexOptions.CultureInvariant)]
    private static partial Regex DefaultName();
}
