using Microsoft.Data.Sqlite;

namespace TaskDbLinq.Sqlite.Files;

/// <summary>SQLite's errors in the terms of a task database.</summary>
internal static class SqliteFault
{
    // Result codes: https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CantOpen = 14;
    private const int NotADatabase = 26;

    // Its extended codes: https://www.sqlite.org/rescode.html#readonly. The others are about what reading needs.
    private const int ReadOnlyMoved = ReadOnly | (4 << 8);
    private const int ReadOnlyFolder = ReadOnly | (6 << 8);

    public static TaskDbLinqException Explain(SqliteException fault, string path)
    {
        if (PatternTimeout.Is(fault))
        {
            return new QueryTimeoutException($"{Message(fault)}.", fault);
        }

        var file = Path.GetFileName(path);
        return new TaskDbException(
            fault.SqliteErrorCode switch
            {
                NotADatabase => $"'{file}' is not a SQLite database.",
                Corrupt => $"'{file}' is damaged: {Message(fault)}.",
                CantOpen when !File.Exists(path) => $"'{file}' can't be created: check that its folder may be written.",
                CantOpen => Unopened(file),
                Busy or Locked => $"'{file}' is locked by another process for too long: try again when that has ended.",
                ReadOnly when fault.SqliteExtendedErrorCode == ReadOnly =>
                    $"'{file}' can't be changed: check that it, its write-ahead log and its folder may be written.",
                ReadOnly when fault.SqliteExtendedErrorCode == ReadOnlyFolder => Unopened(file),
                ReadOnly when fault.SqliteExtendedErrorCode == ReadOnlyMoved => $"'{file}' was moved or deleted while it was open.",
                ReadOnly =>
                    $"'{file}' needs a change before it can be read (a rollback after a crash, or its write-ahead log), and is open "
                        + "for reading only.",
                IoError => $"'{file}' can't be read: {Message(fault)}.",
                Full => $"There is no space left for '{file}'.",
                _ => $"'{file}' can't answer: {Message(fault)}.",
            },
            fault);
    }

    /// <summary>A record holds what its field can't.</summary>
    /// <param name="record">The record's id, and what is wrong with it.</param>
    /// <param name="fault">The error that it led to.</param>
    /// <param name="path">The file.</param>
    public static TaskDbException OfRecord(string record, Exception fault, string path) =>
        new($"'{Path.GetFileName(path)}' holds a record that can't be read, {record}.", fault);

    /// <summary>What an error says, without the frame around it and without its point.</summary>
    public static string Message(Exception fault) => fault switch
    {
        SqliteException sqlite => Message(sqlite),
        { InnerException: FormatException inner } => Message(inner),
        _ => fault.Message.TrimEnd('.'),
    };

    private static string Unopened(string file) =>
        $"'{file}' can't be opened: check that it may be read and, unless IPython wrote it, that its folder may be written: its "
            + "write-ahead log is there.";

    /// <summary>SQLite's own words, without the frame that the driver puts around them.</summary>
    private static string Message(SqliteException fault)
    {
        var message = fault.Message;
        var (start, end) = (message.IndexOf('\''), message.LastIndexOf('\''));
        return start >= 0 && end > start ? message[(start + 1)..end].TrimEnd('.') : message.TrimEnd('.');
    }
}
