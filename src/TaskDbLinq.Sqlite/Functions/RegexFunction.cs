using Microsoft.Data.Sqlite;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Patterns;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary><c>taskdb_regex(pattern, value)</c>: our patterns inside SQLite; the pattern comes as <c>options/text</c>.</summary>
internal sealed class RegexFunction
{
    public const string Name = "taskdb_regex";
    private const int Capacity = 256;

    private readonly BoundedCache<string, Pattern> _parsed = new("sqlite pattern", Capacity);

    public void Register(SqliteConnection connection) =>
        connection.CreateFunction(Name, (string pattern, string? value) => value is not null && Parse(pattern).IsMatch(value), isDeterministic: true);

    private Pattern Parse(string text) => _parsed.GetOrAdd(text, 0, static (text, _) =>
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return Pattern.TryCreate(text[(slash + 1)..], text[..slash], FilterLimits.Default.PatternTimeout, out var reason) ?? throw new FormatException(reason);
    })!;
}
