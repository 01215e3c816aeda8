using Microsoft.Data.Sqlite;

namespace TaskDbLinq.Sqlite;

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

    public static TaskDbException Explain(SqliteException fault, string path)
    {
        var file = Path.GetFileName(path);
        return new TaskDbException(
            fault.SqliteErrorCode switch
            {
                NotADatabase => $"'{file}' is not a SQLite database.",
                Corrupt => $"'{file}' is damaged: {Message(fault)}.",
                CantOpen => $"'{file}' can't be opened: check that it may be read.",
                Busy or Locked => $"'{file}' is locked by another process for too long.",
                ReadOnly => $"'{file}' needs a change before it can be read (a rollback after a crash, or its write-ahead log), and is open for reading only.",
                IoError => $"'{file}' can't be read: {Message(fault)}.",
                Full => $"There is no space left for '{file}'.",
                _ => $"'{file}' can't answer: {Message(fault)}.",
            },
            fault);
    }

    /// <summary>A column holds what its field can't.</summary>
    public static TaskDbException Explain(FormatException fault, string path) =>
        new($"'{Path.GetFileName(path)}' holds a record that can't be read: {fault.Message}", fault);

    /// <summary>SQLite's own words, without the frame that the driver puts around them.</summary>
    private static string Message(SqliteException fault)
    {
        var message = fault.Message;
        var (start, end) = (message.IndexOf('\''), message.LastIndexOf('\''));
        return start >= 0 && end > start ? message[(start + 1)..end].TrimEnd('.') : message.TrimEnd('.');
    }
}
