using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>Reads the columns of an answer; one step for each field, chosen once.</summary>
internal sealed class RowReader(IEnumerable<TaskField> fields, FileLayout layout)
{
    private readonly Func<sqlite3_stmt, int, object>[] _columns = [.. fields.Select(field => Column(field.Kind, layout))];

    /// <summary>Reads the values of the fields, in their order; null where the column is.</summary>
    public object?[] Read(SqliteDataReader reader)
    {
        // The statement itself: the reader would check the column anew for each value.
        var statement = reader.Handle!;
        var values = new object?[_columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = raw.sqlite3_column_type(statement, i) == raw.SQLITE_NULL ? null : _columns[i](statement, i);
        }

        return values;
    }

    /// <summary>The text as SQLite has it, until the next step.</summary>
    public static ReadOnlySpan<byte> Bytes(sqlite3_stmt statement, int at)
    {
        // A text is also readable as a blob: the same bytes with their length, without a search for its end.
        _ = raw.sqlite3_column_text(statement, at);
        return raw.sqlite3_column_blob(statement, at);
    }

    private static Func<sqlite3_stmt, int, object> Column(TaskFieldKind kind, FileLayout layout) => kind switch
    {
        TaskFieldKind.Text => Text,
        TaskFieldKind.Timestamp => static (statement, at) => StoredTime.Read(Bytes(statement, at)),
        TaskFieldKind.Dict => (statement, at) => layout.ReadDocument(Text(statement, at)),
        _ => (statement, at) => layout.ReadBuffers(raw.sqlite3_column_blob(statement, at).ToArray()),
    };

    private static string Text(sqlite3_stmt statement, int at) => Encoding.UTF8.GetString(Bytes(statement, at));
}
