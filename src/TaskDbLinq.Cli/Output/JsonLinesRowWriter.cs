using System.Text.Json;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Output;

/// <summary><c>jsonl</c>: one object a line, each written before the next row is read.</summary>
internal sealed class JsonLinesRowWriter(Stream output, Columns columns) : IRowWriter
{
    private readonly Utf8JsonWriter _json = new(output, JsonWriting.Options);

    public void Write(TaskRow row)
    {
        JsonRow.Write(_json, columns, row);
        _json.Flush();
        _json.Reset();
        output.WriteByte((byte)'\n');
    }

    public void End()
    {
    }

    public void Dispose() => _json.Dispose();
}
