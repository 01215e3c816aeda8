using System.Buffers;
using System.Text;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Output;

/// <summary><c>csv</c> by RFC 4180: a header, CRLF, quotes where they are needed. Null is nothing, an empty text is <c>""</c>.</summary>
internal sealed class CsvRowWriter(Stream output, Columns columns) : IRowWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly StringBuilder _line = new();
    private bool _begun;

    public void Write(TaskRow row)
    {
        Begin();
        WriteLine(columns.Values(row));
    }

    public void End() => Begin();

    public void Dispose()
    {
    }

    private void Begin()
    {
        if (!_begun)
        {
            _begun = true;
            WriteLine(columns.All.Select(column => column.Name));
        }
    }

    private void WriteLine(IEnumerable<object?> values)
    {
        foreach (var (at, value) in values.Index())
        {
            _line.Append(at > 0 ? "," : string.Empty);
            if (value is not null)
            {
                AppendField(PlainText.Of(value));
            }
        }

        _line.Append("\r\n");
        foreach (var chunk in _line.GetChunks())
        {
            output.Write(Encoding.UTF8.GetBytes(chunk.ToArray()));
        }

        _line.Clear();
    }

    private void AppendField(string text)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAny(Special))
        {
            _line.Append(text);
        }
        else
        {
            _line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
    }
}
