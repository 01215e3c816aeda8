using System.Globalization;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.IPython;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Doctor;

/// <summary>What a SQLite file is, found by reading it only: whose layout, which tables, how large, whether it is sound.</summary>
/// <param name="Facts">Names with values, in the order in which they are shown.</param>
/// <param name="Advice">What to do, a sentence each.</param>
/// <param name="IsSound">Whether SQLite found no damage.</param>
internal sealed record SqliteFileReport(IReadOnlyList<(string Name, string Value)> Facts, IReadOnlyList<string> Advice, bool IsSound)
{
    private const long LargeLog = 64L << 20;

    /// <exception cref="TaskDbException">The file can't be read, or is no SQLite database.</exception>
    public static SqliteFileReport Of(string path)
    {
        if (Directory.Exists(path))
        {
            throw new TaskDbException($"'{path}' is a directory, not a task database.");
        }

        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = Path.GetFullPath(path),
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                }.ToString());
            connection.Open();
            return Read(connection, path);
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Explain(fault, path);
        }
    }

    private static SqliteFileReport Read(SqliteConnection connection, string path)
    {
        var (facts, advice) = (new List<(string Name, string Value)> { ("file", path) }, new List<string>());
        var isEmpty = StoreFile.IsEmpty(connection);
        var isOurs = !isEmpty && StoreFile.IsOurs(connection);
        var tables = isEmpty || isOurs ? [] : IPythonTable.Names(connection);
        var version = isOurs ? Texts(connection, "PRAGMA user_version")[0] : string.Empty;
        facts.Add(("kind", isOurs
            ? $"TaskDbLinq, layout {version}"
            : isEmpty ? "an empty SQLite database" : tables.Count > 0 ? "IPython, read only" : "SQLite, without tables of tasks"));
        foreach (var table in isOurs ? ["task"] : tables)
        {
            var name = table.Replace("\"", "\"\"", StringComparison.Ordinal);
            var pending = Texts(connection, $"SELECT count(*) FROM \"{name}\" WHERE completed IS NULL OR completed = ''")[0];
            facts.Add(("table", $"{table}: {Texts(connection, $"SELECT count(*) FROM \"{name}\"")[0]} tasks, {pending} pending"));
        }

        var indexes = Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name");
        facts.Add(("indexes", indexes.Count == 0 ? "none but that of the ids" : string.Join(", ", indexes)));
        facts.Add(("journal", Texts(connection, "PRAGMA journal_mode")[0]));
        var (pages, free, size) =
            (Number(connection, "PRAGMA page_count"), Number(connection, "PRAGMA freelist_count"), Number(connection, "PRAGMA page_size"));
        facts.Add(("size", string.Create(CultureInfo.InvariantCulture, $"{pages * size:#,0} bytes, {free * size:#,0} of them free")));
        var log = new FileInfo(path + "-wal");
        if (log.Exists && log.Length > LargeLog)
        {
            advice.Add(
                "the write-ahead log is large: a reader keeps it, or the last writer was killed; it shrinks when a writer closes the file");
        }

        var check = Texts(connection, "PRAGMA quick_check(5)");
        var isSound = check is ["ok"];
        facts.Add(("integrity", isSound ? "ok" : string.Join("; ", check)));
        if (!isSound)
        {
            advice.Add("the file is damaged: copy it, then try sqlite3's .recover on the copy");
        }

        if (tables.Count > 0)
        {
            advice.Add($"to change tasks, or for indexes: taskdb import {path} --sqlitedb NEW.db");
        }

        if (tables.Count > 1)
        {
            advice.Add("there are several tables of tasks; --table names one");
        }

        return new(facts, advice, isSound);
    }

    private static long Number(SqliteConnection connection, string sql) =>
        long.Parse(Texts(connection, sql)[0], CultureInfo.InvariantCulture);

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return texts;
    }
}
