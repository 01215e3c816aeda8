using System.Text.Json;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Output;

/// <summary><c>json</c>: one array, an object a line, each written before the next row is read.</summary>
internal sealed class JsonArrayRowWriter(Stream output, Columns columns) : IRowWriter
{
    private readonly Utf8JsonWriter _json = new(output, JsonWriting.Options);
    private bool _any;

    public void Write(TaskRow row)
    {
        output.Write(_any ? ",\n"u8 : "[\n"u8);
        _any = true;
        JsonRow.Write(_json, columns, row);
        _json.Flush();
        _json.Reset();
    }

    public void End() => output.Write(_any ? "\n]\n"u8 : "[]\n"u8);

    public void Dispose() => _json.Dispose();
}
