using System.Buffers;
using System.Text;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Store;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>
/// Values of fields as our layout keeps them: their bytes, one after the other. They are made where there is time, on the
/// caller's thread, and bound to a statement on the writer's, for which all callers wait.
/// </summary>
/// <param name="count">About how many values there are.</param>
/// <param name="bytes">About how many bytes they have.</param>
internal sealed class StoredValues(int count = 24, int bytes = 1024)
{
    /// <summary>A larger buffer is not kept for the next values, so that it doesn't stay in memory.</summary>
    private const int KeptBytes = 1 << 20;

    private readonly List<(int End, Kind Kind)> _values = new(count);
    private ArrayBufferWriter<byte> _bytes = new(bytes);

    private enum Kind
    {
        Null,
        Text,
        Blob,
    }

    /// <summary>How many bytes the values have together.</summary>
    public int Bytes => _bytes.WrittenCount;

    /// <param name="value">A field's value as <see cref="TaskField.Read"/> gives it.</param>
    public void Add(object? value) => _values.Add((End: 0, Write(value)) with { End = _bytes.WrittenCount });

    /// <summary>Binds the values to the first places of a statement.</summary>
    /// <returns>The next place.</returns>
    public int BindTo(RawStatement statement)
    {
        var start = 0;
        for (var i = 0; i < _values.Count; i++)
        {
            var (end, kind) = _values[i];
            var bytes = _bytes.WrittenSpan[start..end];
            switch (kind)
            {
                case Kind.Null:
                    statement.BindNull(i + 1);
                    break;
                case Kind.Text:
                    statement.BindText(i + 1, bytes);
                    break;
                case Kind.Blob:
                    statement.BindBlob(i + 1, bytes);
                    break;
            }

            start = end;
        }

        return _values.Count + 1;
    }

    public void Clear()
    {
        _values.Clear();
        if (_bytes.Capacity > KeptBytes)
        {
            _bytes = new(bytes);
        }
        else
        {
            _bytes.ResetWrittenCount();
        }
    }

    private Kind Write(object? value)
    {
        switch (value)
        {
            case null:
                return Kind.Null;
            case string text:
                Encoding.UTF8.GetBytes(text, _bytes);
                return Kind.Text;
            case DateTime moment:
                _bytes.Advance(StoredTime.Write(moment, _bytes.GetSpan(StoredTime.MaxLength)));
                return Kind.Text;
            case Document document:
                DocumentJson.WriteStored(document, _bytes);
                return Kind.Text;
            case BufferList buffers:
                BufferBlob.WriteTo(_bytes, buffers);
                return Kind.Blob;
            default:
                throw new ArgumentException($"A field holds no {value.GetType().Name}.", nameof(value));
        }
    }
}
