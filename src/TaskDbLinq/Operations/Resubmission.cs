using System.Security.Cryptography;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Operations;

/// <summary>The request of a task once more, under a new id.</summary>
internal static class Resubmission
{
    /// <summary>What is read of an original; nothing of its result.</summary>
    public static TaskKeys Keys { get; } = TaskKeys.Of(
        TaskKey.MsgId, TaskKey.Header, TaskKey.Metadata, TaskKey.Content, TaskKey.Buffers,
        TaskKey.ClientUuid, TaskKey.Label, TaskKey.Resubmitted);

    /// <summary>
    /// The new task. It has no queue and no engine until whoever runs it says so, as in IPython; unlike there it keeps
    /// its metadata, with label and dependencies, and the client, without which nobody finds it as theirs.
    /// </summary>
    public static TaskRecord Of(TaskRow original, DateTime now)
    {
        var id = NewId();
        return new TaskRecord
        {
            MsgId = id,
            Header = Header((Document?)original[TaskKey.Header] ?? Document.None, id, now),
            Metadata = ExtraFields.Without((Document?)original[TaskKey.Metadata]),
            Content = (Document?)original[TaskKey.Content],
            Buffers = (BufferList?)original[TaskKey.Buffers],
            Submitted = now,
            ClientUuid = (string?)original[TaskKey.ClientUuid],
            Label = (string?)original[TaskKey.Label],
            Stdout = string.Empty,
            Stderr = string.Empty,
        };
    }

    /// <summary>
    /// The header with the new id and date. A date is kept as the original keeps it: as a date where the store has such
    /// values, otherwise as text.
    /// </summary>
    private static Document Header(Document original, string id, DateTime now)
    {
        var header = new DocumentBuilder();
        foreach (var (name, value) in original)
        {
            header.TryAdd(name, value);
        }

        header.Set("msg_id", id);
        header.Set("date", original["date"].Kind == DocumentKind.Date ? now : Timestamps.Format(now));
        return header.Build();
    }

    /// <summary>An id of the form that jupyter_client's <c>new_id</c> has: 128 random bits, the first 32 apart.</summary>
    private static string NewId()
    {
        var hex = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return $"{hex[..8]}-{hex[8..]}";
    }
}
