using TaskDbLinq.Records;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>Why a batch can't be written.</summary>
/// <param name="MsgId">The id that is in the way.</param>
/// <param name="IsDuplicate">Whether it is taken; it is missing otherwise.</param>
internal readonly record struct BatchFailure(string MsgId, bool IsDuplicate)
{
    /// <summary>What keeps a batch from being written on top of a state; null when nothing does.</summary>
    public static BatchFailure? Of(TaskBatch batch, TableWriter state)
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in batch.Adds)
        {
            if (!added.Add(task.MsgId) || state.Find(task.MsgId) >= 0)
            {
                return new BatchFailure(task.MsgId, IsDuplicate: true);
            }
        }

        foreach (var msgId in batch.Updates.Select(update => update.Key).Concat(batch.Drops))
        {
            if (!added.Contains(msgId) && state.Find(msgId) < 0)
            {
                return new BatchFailure(msgId, IsDuplicate: false);
            }
        }

        // What is dropped once is not there to be dropped again.
        var dropped = new HashSet<string>(StringComparer.Ordinal);
        return batch.Drops.FirstOrDefault(msgId => !dropped.Add(msgId)) is { } twice ? new BatchFailure(twice, IsDuplicate: false) : null;
    }
}
