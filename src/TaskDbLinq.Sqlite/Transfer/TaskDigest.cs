using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq.Sqlite.Transfer;

/// <summary>
/// A checksum over the content of tasks, the same for every layout: of each task its fields in IPython's order, each
/// with its kind and length, so that no two contents run together.
/// </summary>
/// <param name="json">How a dict field that has no text of its own is text.</param>
internal sealed class TaskDigest(Func<DocumentValue, string> json) : IDisposable
{
    private readonly IncrementalHash _all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _one = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>One task's checksum.</summary>
    /// <param name="task">The task.</param>
    /// <param name="texts">The text of dict fields that have one of their own, over which the checksum is taken.</param>
    public string Of(TaskRecord task, OwnTexts texts)
    {
        foreach (var field in TaskFields.All)
        {
            Append(field.Read(task), field.Kind == TaskFieldKind.Dict ? texts.Of(task.MsgId, field) : null);
        }

        return Convert.ToHexString(_one.GetHashAndReset());
    }

    /// <summary>Adds a task by its checksum; the order counts.</summary>
    public void Add(string checksum) => _all.AppendData(Encoding.ASCII.GetBytes(checksum));

    public string Finish() => Convert.ToHexString(_all.GetHashAndReset());

    public void Dispose()
    {
        _all.Dispose();
        _one.Dispose();
    }

    private void Append(object? value, string? text)
    {
        switch (value)
        {
            case null:
                Head('-', 0);
                break;
            case string chars:
                Text('s', chars);
                break;
            case DateTime moment:
                Head('t', moment.Ticks);
                break;
            case Document document:
                Text('d', text is null ? json(document) : ContentText.OfFile(text));
                break;
            case BufferList buffers:
                Head('b', buffers.Count);
                foreach (var block in buffers)
                {
                    Head('c', block.Length);
                    _one.AppendData(block.Span);
                }

                break;
        }
    }

    private void Text(char kind, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Head(kind, bytes.Length);
        _one.AppendData(bytes);
    }

    private void Head(char kind, long number)
    {
        Span<byte> head = stackalloc byte[1 + sizeof(long)];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(head[1..], number);
        _one.AppendData(head);
    }
}
