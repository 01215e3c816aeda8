using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>The columns of an answer as the values of a row; one step for each asked key, chosen once.</summary>
internal sealed class RowReader
{
    private readonly TaskKeys _keys;
    private readonly Func<SqliteDataReader, int, object>[] _columns;

    public RowReader(TaskKeys keys, FileLayout layout)
    {
        _keys = keys;
        _columns = [.. keys.Fields.Select(field => Column(field.Kind, layout))];
    }

    public TaskRow Read(SqliteDataReader reader)
    {
        var values = new object?[_columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.IsDBNull(i) ? null : _columns[i](reader, i);
        }

        return new TaskRow(_keys, values);
    }

    private static Func<SqliteDataReader, int, object> Column(TaskFieldKind kind, FileLayout layout) => kind switch
    {
        TaskFieldKind.Text => static (reader, at) => reader.GetString(at),
        TaskFieldKind.Timestamp => static (reader, at) => StoredTime.Read(reader.GetString(at)),
        TaskFieldKind.Dict => (reader, at) => layout.ReadDocument(reader.GetString(at)),
        _ => (reader, at) => layout.ReadBuffers((byte[])reader.GetValue(at)),
    };
}
