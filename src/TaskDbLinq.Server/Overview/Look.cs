using System.Diagnostics;
using TaskDbLinq.Caching;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Server.Overview;

/// <summary>The marks of one reading of the database, and which of them a filter selects.</summary>
internal sealed class Look
{
    private const int KeptFilters = 16;

    /// <summary>What a filter selects is asked again when it took less than a tenth of the time since.</summary>
    private const int Share = 10;

    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);

    private readonly ITaskDb _db;
    private readonly TaskCompletionSource _firstPage = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, Selected> _filters = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);

    public Look(ITaskDb db)
    {
        _db = db;
        Reader = new MarkReader(db, Columns);
    }

    public TaskColumns Columns { get; } = new();

    public MarkReader Reader { get; }

    public Task FirstPage => _firstPage.Task;

    /// <summary>Ends when somebody looks; until then it is only prepared for somebody.</summary>
    public Task Wanted => _wanted.Task;

    public Task Ended { get; set; } = Task.CompletedTask;

    /// <summary>How many tasks there were when the reading began; 0 while they are not counted yet.</summary>
    public long Total { get; set; }

    /// <summary>Whether all of history is read.</summary>
    public volatile bool IsWhole;

    /// <summary>Why the reading failed; null if it didn't.</summary>
    public volatile string? Problem;

    public long LastSeen { get; set; }

    public void Want() => _wanted.TrySetResult();

    /// <summary>Says that a page is read, and returns whether it is the first.</summary>
    public bool ReadPage() => _firstPage.TrySetResult();

    /// <summary>Asks the store which tasks a filter selects; the answer is kept for a while.</summary>
    public async Task<Scope> ScopeAsync(Filter filter, long from, long to, CancellationToken cancellationToken)
    {
        if (filter.IsEverything)
        {
            return new Scope(null, from, to);
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var text = filter.ToJson();
            if (!_filters.TryGetValue(text, out var selected) || selected.IsOld(Columns.Version, IsWhole))
            {
                selected = await SelectAsync(filter, cancellationToken).ConfigureAwait(false);
                if (_filters.Count >= KeptFilters)
                {
                    _filters.Remove(_filters.MinBy(pair => pair.Value.Asked).Key);
                }

                _filters[text] = selected;
            }

            return new Scope(selected.Rows, from, to);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Selected> SelectAsync(Filter filter, CancellationToken cancellationToken)
    {
        var (version, isWhole, asked) = (Columns.Version, IsWhole, Stopwatch.GetTimestamp());
        var rows = new ulong[(Columns.Length >> 6) + 1];
        await foreach (var row in _db.QueryAsync(new TaskQuery { Filter = filter, Keys = Selection.IdOnly }, cancellationToken)
            .ConfigureAwait(false))
        {
            lock (Columns.Sync)
            {
                if (Columns.Find(Selection.Id(row)) is >= 0 and var at && at >> 6 < rows.Length)
                {
                    rows[at >> 6] |= 1UL << at;
                }
            }
        }

        return new Selected(rows, version, isWhole, asked, Stopwatch.GetElapsedTime(asked));
    }

    private sealed record Selected(ulong[] Rows, long Version, bool IsWhole, long Asked, TimeSpan Took)
    {
        public bool IsOld(long version, bool isWhole)
        {
            var age = Stopwatch.GetElapsedTime(Asked);
            return Version != version && (IsWhole != isWhole || (age > Soonest && age > Took * Share));
        }
    }
}
