namespace TaskDbLinq.InMemory.Storage;

/// <summary>Why a batch can't be written.</summary>
/// <param name="MsgId">The id that is in the way.</param>
/// <param name="IsDuplicate">Whether it is taken; it is missing otherwise.</param>
internal readonly record struct BatchFailure(string MsgId, bool IsDuplicate)
{
    /// <summary>Returns which task of a batch is not there to be updated or dropped, once its own are added; null where all are.</summary>
    public static BatchFailure? Missing(TaskBatch batch, TableWriter state)
    {
        foreach (var (msgId, _) in batch.Updates)
        {
            if (state.Find(msgId) < 0)
            {
                return new BatchFailure(msgId, IsDuplicate: false);
            }
        }

        foreach (var msgId in batch.Drops)
        {
            if (state.Find(msgId) < 0)
            {
                return new BatchFailure(msgId, IsDuplicate: false);
            }
        }

        // What is dropped once is not there to be dropped again.
        var dropped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var msgId in batch.Drops)
        {
            if (!dropped.Add(msgId))
            {
                return new BatchFailure(msgId, IsDuplicate: false);
            }
        }

        return null;
    }
}
