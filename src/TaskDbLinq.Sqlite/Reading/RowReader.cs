using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>The columns of an answer as the values of a row; one step for each asked key, chosen once.</summary>
internal sealed class RowReader
{
    private readonly TaskKeys _keys;
    private readonly Func<sqlite3_stmt, int, object>[] _columns;

    public RowReader(TaskKeys keys, FileLayout layout)
    {
        _keys = keys;
        _columns = [.. keys.Fields.Select(field => Column(field.Kind, layout))];
    }

    public TaskRow Read(SqliteDataReader reader)
    {
        // The statement itself: the reader would check the column anew for each value.
        var statement = reader.Handle!;
        var values = new object?[_columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = raw.sqlite3_column_type(statement, i) == raw.SQLITE_NULL ? null : _columns[i](statement, i);
        }

        return new TaskRow(_keys, values);
    }

    private static Func<sqlite3_stmt, int, object> Column(TaskFieldKind kind, FileLayout layout) => kind switch
    {
        TaskFieldKind.Text => Text,
        TaskFieldKind.Timestamp => static (statement, at) => StoredTime.Read(Bytes(statement, at)),
        TaskFieldKind.Dict => (statement, at) => layout.ReadDocument(Text(statement, at)),
        _ => (statement, at) => layout.ReadBuffers(raw.sqlite3_column_blob(statement, at).ToArray()),
    };

    private static string Text(sqlite3_stmt statement, int at) => Encoding.UTF8.GetString(Bytes(statement, at));

    /// <summary>The text as SQLite has it, until the next step.</summary>
    private static ReadOnlySpan<byte> Bytes(sqlite3_stmt statement, int at)
    {
        // A text is also readable as a blob: the same bytes with their length, without a search for its end.
        _ = raw.sqlite3_column_text(statement, at);
        return raw.sqlite3_column_blob(statement, at);
    }
}
