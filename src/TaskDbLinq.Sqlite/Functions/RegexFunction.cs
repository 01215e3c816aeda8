using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Sqlite.Files;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// <c>taskdb_regex(pattern, value)</c>: our patterns inside SQLite. The pattern comes as its number among the
/// <see cref="NumberedValues"/>.
/// </summary>
internal static class RegexFunction
{
    public const string Name = "taskdb_regex";

    public static void Register(SqliteConnection connection) =>
        connection.CreateFunction(
            Name,
            (long pattern, string? value) => value is not null && IsMatch(NumberedValues.Find<Pattern>(pattern), value),
            isDeterministic: true);

    private static bool IsMatch(Pattern pattern, string value)
    {
        try
        {
            return pattern.IsMatch(value);
        }
        catch (QueryTimeoutException timeout)
        {
            throw PatternTimeout.Of(timeout);
        }
    }
}
