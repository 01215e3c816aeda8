using Microsoft.Data.Sqlite;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// <c>taskdb_match(document, path, condition)</c>: our evaluator of dict-field conditions, inside SQLite. The condition comes as
/// its number among the <see cref="NumberedValues"/>.
/// </summary>
internal sealed class MatchFunction
{
    public const string Name = "taskdb_match";
    private const int Capacity = 256;

    private readonly BoundedCache<string, FieldPath> _paths = new("sqlite field", Capacity);

    public void Register(SqliteConnection connection) =>
        connection.CreateFunction(
            Name, (string? document, string path, long condition) => Match(document, path, condition), isDeterministic: true);

    private bool Match(string? document, string path, long condition)
    {
        var field = path.Length == 0 ? FieldPath.Here : _paths.GetOrAdd(path, 0, static (text, _) => FieldPath.Parse(text))!;
        var value = document is null ? DocumentValue.Null : DocumentJson.ParseStored(document);
        try
        {
            return DictField.Satisfies(value, field, NumberedValues.Find<Condition>(condition));
        }
        catch (QueryTimeoutException timeout)
        {
            throw PatternTimeout.Of(timeout);
        }
    }
}
