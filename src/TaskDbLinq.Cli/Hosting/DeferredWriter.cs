using System.Text;

namespace TaskDbLinq.Cli.Hosting;

/// <summary>A writer that is opened when something is written: most commands say nothing on standard error.</summary>
internal sealed class DeferredWriter(Func<TextWriter> open) : TextWriter
{
    private readonly Lazy<TextWriter> _writer = new(open);

    public override Encoding Encoding => _writer.Value.Encoding;

    public override void Write(char value) => _writer.Value.Write(value);

    public override void Write(char[] buffer, int index, int count) => _writer.Value.Write(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => _writer.Value.Write(buffer);

    public override void Write(string? value) => _writer.Value.Write(value);

    public override void WriteLine() => _writer.Value.WriteLine();

    public override void WriteLine(ReadOnlySpan<char> buffer) => _writer.Value.WriteLine(buffer);

    public override void WriteLine(string? value) => _writer.Value.WriteLine(value);

    public override void Flush()
    {
        if (_writer.IsValueCreated)
        {
            _writer.Value.Flush();
        }
    }
}
