using TaskDbLinq.Operations;

namespace TaskDbLinq.Server.Overview;

/// <summary>The ids of the tasks that the feed of a database tells to have changed, until they are taken.</summary>
internal sealed class ChangedTasks(ITaskDb db)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private bool _isUnsure;

    /// <summary>Takes what the feed tells, until the database is closed or the caller ends it.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in db.WatchAsync(null, cancellationToken).ConfigureAwait(false))
        {
            lock (_gate)
            {
                _isUnsure |= change.MsgId is null;
                if (change.MsgId is { } id)
                {
                    _changed.Add(id);
                }
            }
        }
    }

    /// <summary>The ids told since they were taken last.</summary>
    public IReadOnlyCollection<string> Take()
    {
        lock (_gate)
        {
            string[] ids = [.. _changed];
            _changed.Clear();
            return ids;
        }
    }

    /// <summary>Whether the feed has told, since this was asked last, that something changed without saying what.</summary>
    public bool TakeUnsure()
    {
        lock (_gate)
        {
            return (_isUnsure, _isUnsure = false).Item1;
        }
    }
}
