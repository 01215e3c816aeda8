using System.Text;
using SQLitePCL;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>Reads the columns of an answer; one step for each field, chosen once.</summary>
internal sealed class RowReader(IEnumerable<TaskField> fields, FileLayout layout)
{
    private readonly Func<sqlite3_stmt, int, object?>[] _columns = [.. fields.Select(field => Column(field.Kind, layout))];

    /// <summary>How many columns a row has.</summary>
    public int Count => _columns.Length;

    /// <summary>Reads the values of the fields, in their order; null where the column is.</summary>
    public object?[] Read(sqlite3_stmt statement) => Read(statement, new object?[_columns.Length]);

    /// <summary>The same into an array that is there, whose values of the row before nobody needs any more.</summary>
    public object?[] Read(sqlite3_stmt statement, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _columns[i](statement, i);
        }

        return values;
    }

    /// <summary>Reads the value of one field.</summary>
    public object? Read(sqlite3_stmt statement, int at) => _columns[at](statement, at);

    /// <summary>
    /// The text as SQLite has it, until the next step; empty where the column is null. A text is also readable as a blob: its bytes, which
    /// are UTF-8 in every file that was opened, with their length, without a search for its end.
    /// </summary>
    public static ReadOnlySpan<byte> Text(sqlite3_stmt statement, int at) => ColumnValues.Bytes(statement, at);

    /// <summary>Asked of what has no bytes only: each call of SQLite costs as much as reading a short value.</summary>
    public static bool IsNull(sqlite3_stmt statement, int at) => ColumnValues.IsNull(statement, at);

    private static Func<sqlite3_stmt, int, object?> Column(TaskFieldKind kind, FileLayout layout) => kind switch
    {
        TaskFieldKind.Text => static (statement, at) =>
            Text(statement, at) is { IsEmpty: false } text ? Encoding.UTF8.GetString(text)
            : IsNull(statement, at) ? null
            : string.Empty,
        TaskFieldKind.Timestamp => static (statement, at) =>
            Text(statement, at) is var text && text.IsEmpty && IsNull(statement, at) ? null : StoredTime.Read(text),
        TaskFieldKind.Dict => (statement, at) =>
            Text(statement, at) is var json && json.IsEmpty && IsNull(statement, at)
                ? null
                : layout.ReadDocument(Encoding.UTF8.GetString(json)),
        _ => (statement, at) =>
            ColumnValues.Bytes(statement, at) is var blob && blob.IsEmpty && IsNull(statement, at)
                ? null
                : layout.ReadBuffers(blob.ToArray()),
    };
}
