using Microsoft.Data.Sqlite;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries;
using TaskDbLinq.Queries.Patterns;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary><c>taskdb_regex(pattern, value)</c>: our patterns inside SQLite; the pattern comes as <c>options/text</c>.</summary>
internal sealed class RegexFunction
{
    public const string Name = "taskdb_regex";
    private const int Capacity = 256;

    private readonly BoundedCache<string, Pattern> _parsed = new(Capacity);

    public void Register(SqliteConnection connection) =>
        connection.CreateFunction(Name, (string pattern, string? value) => value is not null && Parse(pattern).IsMatch(value), isDeterministic: true);

    private Pattern Parse(string text)
    {
        if (_parsed.TryGet(text, out var pattern))
        {
            return pattern;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        pattern = Pattern.TryCreate(text[(slash + 1)..], text[..slash], QueryLimits.Default.PatternTimeout, out var reason) ?? throw new FormatException(reason);
        _parsed.Add(text, pattern);
        return pattern;
    }
}
