using System.Globalization;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>The operators of <see cref="DocumentValue"/> inside SQLite; a value travels as its JSON, what is missing as NULL.</summary>
internal sealed class DocumentFunctions
{
    public const string Item = "taskdb_item";
    public const string Compare = "taskdb_compare";
    public const string Cast = "taskdb_cast";
    private const int Capacity = 256;

    private readonly BoundedCache<string, DocumentArray> _paths = new("sqlite path", Capacity);

    public void Register(SqliteConnection connection)
    {
        connection.CreateFunction(Item, (string? document, string path) => At(document, path), isDeterministic: true);
        connection.CreateFunction(
            Compare,
            (string method, string? left, string? right) => Holds(method, Read(left), Read(right)),
            isDeterministic: true);
        connection.CreateFunction(Cast, (string method, string? value) => Value(method, Read(value)), isDeterministic: true);
    }

    private string? At(string? document, string path)
    {
        var steps = _paths.GetOrAdd(path, 0, static (text, _) => (DocumentArray)DocumentJson.ParsePlain(text))!;
        var value = Read(document);
        foreach (var step in steps)
        {
            value = (string?)step is { } name ? value[name] : value[(int)(int?)step!];
        }

        return value.IsNull ? null : DocumentJson.WriteStored(value);
    }

    private static bool Holds(string method, DocumentValue left, DocumentValue right) => method switch
    {
        nameof(DocumentOperators.Equal) => left == right,
        nameof(DocumentOperators.LessThan) => left < right,
        nameof(DocumentOperators.LessThanOrEqual) => left <= right,
        nameof(DocumentOperators.GreaterThan) => left > right,
        _ => left >= right,
    };

    private static object? Value(string method, DocumentValue value) => method switch
    {
        nameof(DocumentOperators.ToText) => (string?)value,
        nameof(DocumentOperators.ToBoolean) => (bool?)value is { } flag ? flag ? 1L : 0L : null,
        nameof(DocumentOperators.ToInt32) => (long?)(int?)value,
        nameof(DocumentOperators.ToInt64) => (long?)value,

        // SQLite has no NaN; as NULL it is neither less nor greater than any number, nor equal to one, as NaN is.
        nameof(DocumentOperators.ToDouble) => (double?)value is { } number && !double.IsNaN(number) ? number : null,
        _ => (DateTime?)value is { } timestamp ? StoredTime.Write(timestamp) : null,
    };

    private static DocumentValue Read(string? json) => json is null ? DocumentValue.Null : DocumentJson.ParseStored(json);
}
