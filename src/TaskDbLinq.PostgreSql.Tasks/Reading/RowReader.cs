using Npgsql;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tasks.Reading;

/// <summary>Reads the rows of an answer, whose columns are the fields that a query asks for.</summary>
internal sealed class RowReader
{
    private readonly TaskKeys _keys;
    private readonly TaskFieldKind[] _kinds;

    public RowReader(TaskKeys keys)
    {
        _keys = keys;
        _kinds = [.. keys.Fields.Select(field => field.Kind)];
    }

    /// <summary>Reads the row at which the reader stands.</summary>
    public TaskRow Read(NpgsqlDataReader row)
    {
        var values = new object?[_kinds.Length];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = row.IsDBNull(at) ? null : _kinds[at] switch
            {
                TaskFieldKind.Text => row.GetString(at),
                TaskFieldKind.Timestamp => row.GetDateTime(at),
                TaskFieldKind.Dict => ReadDocument(row.GetString(at)),
                _ => TaskField.Present(BufferList.Of(row.GetFieldValue<byte[][]>(at))),
            };
        }

        return new TaskRow(_keys, values);
    }

    /// <summary>
    /// The column's type has checked the text, so that an object may be read when it is first looked into: most rows of an answer never
    /// are. What begins with <c>$</c> may be no object, but a typed form.
    /// </summary>
    private static Document? ReadDocument(string json) => json.StartsWith('{') && !json.StartsWith("{\"$", StringComparison.Ordinal)
        ? Document.OfStoredJson(json)
        : DocumentJson.ParseStored(json) as Document;
}
