using Microsoft.Data.Sqlite;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// <c>taskdb_match(document, path, condition)</c>: our evaluator of dict-field conditions, inside SQLite. The condition
/// comes as the JSON of its operator document, and is parsed once.
/// </summary>
internal sealed class MatchFunction
{
    public const string Name = "taskdb_match";
    private const int Capacity = 256;

    private readonly BoundedCache<(string Path, string Condition), FieldCondition> _parsed = new("sqlite condition", Capacity);

    public void Register(SqliteConnection connection) =>
        connection.CreateFunction(Name, (string? document, string path, string condition) => Match(document, path, condition), isDeterministic: true);

    private bool Match(string? document, string path, string condition)
    {
        var parsed = _parsed.GetOrAdd(
            (path, condition),
            0,
            static (key, _) => new FieldCondition(key.Path.Length == 0 ? FieldPath.Here : FieldPath.Parse(key.Path), Parse(key.Condition)))!;
        var value = document is null ? DocumentValue.Null : DocumentJson.ParseStored(document);
        return parsed.Condition.Holds(value, parsed.Path);
    }

    /// <summary>The condition was checked when the query was parsed; here only its text is read again.</summary>
    private static Condition Parse(string condition) =>
        Filter.Parse($"{{\"f\":{condition}}}", ConditionText.Options) is { Root: FieldFilter { Conditions: [var only] } }
            ? only
            : throw new FormatException("The condition is not one operator.");

    private sealed record FieldCondition(FieldPath Path, Condition Condition);
}
