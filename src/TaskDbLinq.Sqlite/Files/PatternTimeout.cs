using Microsoft.Data.Sqlite;

namespace TaskDbLinq.Sqlite.Files;

/// <summary>
/// A pattern's timeout on its way through SQLite, which keeps an error's code and message and nothing else: it travels as
/// <c>SQLITE_INTERRUPT</c>, which nothing else raises here.
/// </summary>
/// <seealso href="https://www.sqlite.org/rescode.html#interrupt"/>
internal static class PatternTimeout
{
    private const int Interrupted = 9;

    /// <summary>Returns the error that a function of SQLite reports.</summary>
    public static SqliteException Of(QueryTimeoutException timeout) => new(timeout.Message, Interrupted);

    /// <summary>Whether an error of SQLite is a pattern's timeout.</summary>
    public static bool Is(SqliteException fault) => fault.SqliteErrorCode == Interrupted;
}
