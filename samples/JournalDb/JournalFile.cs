using System.Text;
using System.Text.Json;
using TaskDbLinq;

namespace Journal;

/// <summary>How a task is after a change.</summary>
/// <param name="Id">The task's id.</param>
/// <param name="Task">The whole task; null when it was dropped.</param>
internal sealed record JournalEntry(string Id, TaskRecord? Task);

/// <summary>The file of a journal: a JSON list of entries on each line, one line for each change.</summary>
internal sealed class JournalFile : IDisposable
{
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = Depth.OfFile };

    private readonly FileStream _stream;
    private bool _isBroken;

    private JournalFile(FileStream stream) => _stream = stream;

    /// <summary>
    /// Opens a file, and reads the tasks that it says there are. A last line without its end was never acknowledged, and is cut off.
    /// </summary>
    public static JournalFile Open(string path, out IReadOnlyCollection<TaskRecord> tasks)
    {
        var stream = OpenStream(path);
        var found = new OrderedDictionary<string, TaskRecord>(StringComparer.Ordinal);
        var whole = 0L;
        var number = 0;
        foreach (var line in Lines(stream))
        {
            number++;
            foreach (var entry in Read(line, path, number))
            {
                if (entry.Task is { } task)
                {
                    found[entry.Id] = task;
                }
                else
                {
                    found.Remove(entry.Id);
                }
            }

            whole += Encoding.UTF8.GetByteCount(line) + 1;
        }

        stream.SetLength(whole);
        stream.Seek(0, SeekOrigin.End);
        tasks = [.. found.Values];
        return new JournalFile(stream);
    }

    /// <summary>Appends a line, and returns when the disk has it.</summary>
    public void Append(IReadOnlyCollection<JournalEntry> entries)
    {
        try
        {
            _stream.Write(JsonSerializer.SerializeToUtf8Bytes(entries, Options));
            _stream.WriteByte((byte)'\n');
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException fault)
        {
            _isBroken = true;
            throw new TaskDbException($"'{_stream.Name}' can't be written: {fault.Message}", fault);
        }
    }

    /// <summary>After a failed write the memory is ahead of the file: no further change is taken.</summary>
    public void ThrowIfBroken()
    {
        if (_isBroken)
        {
            throw new TaskDbException($"'{_stream.Name}' could not be written; open it again.");
        }
    }

    public void Dispose() => _stream.Dispose();

    private static FileStream OpenStream(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (IOException fault)
        {
            throw new TaskDbException($"'{path}' can't be opened: {fault.Message}", fault);
        }
    }

    private static IEnumerable<string> Lines(FileStream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var text = reader.ReadToEnd();
        for (var start = 0; text.IndexOf('\n', start) is >= 0 and var end; start = end + 1)
        {
            yield return text[start..end];
        }
    }

    private static JournalEntry[] Read(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry[]>(line, Options)!;
        }
        catch (JsonException fault)
        {
            throw new TaskDbException($"'{path}', line {number}: {fault.Message}", fault);
        }
    }
}
