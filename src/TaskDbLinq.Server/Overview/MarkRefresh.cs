using TaskDbLinq.Operations;

namespace TaskDbLinq.Server.Overview;

/// <summary>Reads marks of a look anew from its database.</summary>
internal sealed class MarkRefresh(ITaskDb db, Look look)
{
    /// <summary>A question names no more ids than this.</summary>
    public const int MostAtOnce = 2_000;

    /// <summary>Reads some tasks anew; one that isn't there any more is dropped.</summary>
    public async Task ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Chunk(MostAtOnce))
        {
            await ReadSomeAsync(some, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Compares the ids of marks and tasks where their numbers differ.</summary>
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        if (await db.CountAsync(Filter.Everything, cancellationToken).ConfigureAwait(false) == look.Columns.Count)
        {
            return;
        }

        var missing = new List<string>();
        var length = look.Columns.Length;
        var there = new ulong[(length >> 6) + 1];
        await foreach (var row in db.QueryAsync(new TaskQuery { Keys = Selection.IdOnly }, cancellationToken).ConfigureAwait(false))
        {
            lock (look.Columns.Sync)
            {
                if (look.Columns.Find(Selection.Id(row)) is >= 0 and var at)
                {
                    there[Math.Min(at >> 6, there.Length - 1)] |= at < length ? 1UL << at : 0;
                }
                else
                {
                    missing.Add(Selection.Id(row));
                }
            }
        }

        lock (look.Columns.Sync)
        {
            for (var row = 0; row < length; row++)
            {
                if (look.Columns[row].State != MarkState.Gone && (there[row >> 6] & (1UL << row)) == 0)
                {
                    look.Columns.Remove(row);
                }
            }
        }

        await ReadAsync(missing, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadSomeAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        var query = new TaskQuery { Filter = Selection.Ids(ids) };
        await look.Reader.ReadAsync(query, replaces: true, which: null, id => there.Add(id), cancellationToken).ConfigureAwait(false);
        if (there.Count < ids.Count)
        {
            lock (look.Columns.Sync)
            {
                foreach (var row in ids.Where(id => !there.Contains(id)).Select(look.Columns.Find).Where(row => row >= 0))
                {
                    look.Columns.Remove(row);
                }
            }
        }
    }
}
