using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Files;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// <c>taskdb_time(text)</c>: a timestamp with any offset in the one form in which EF Core keeps timestamps, UTC to 100 ns,
/// where text order is time order.
/// </summary>
internal static class TimeFunction
{
    public const string Name = "taskdb_time";

    public static void Register(SqliteConnection connection) =>
        connection.CreateFunction(Name, (string? text) => Convert(text), isDeterministic: true);

    /// <summary>An empty text is no time, as IPython reads it.</summary>
    private static string? Convert(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : Timestamps.TryParse(text, out var utc) ? StoredTime.Write(utc)
        : throw new FormatException($"'{QueryProblem.Shown(text)}' is not a timestamp");
}
