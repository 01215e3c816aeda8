using Microsoft.Extensions.Logging;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Server.Overview;

/// <summary>
/// What the page is drawn from: marks of all tasks, in memory. They are read when somebody looks for the first time, follow the
/// database while somebody looks, and are given back some time after the last look.
/// </summary>
internal sealed partial class TaskOverview(ITaskDb db, ILogger<TaskOverview> logger) : IAsyncDisposable
{
    private static readonly TimeSpan KeptUnseen = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan KeptPrepared = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Look? _look;

    /// <summary>Reads the first page, if nobody looks yet: somebody may soon, and the rest is read then.</summary>
    public void Prepare() => Current();

    /// <summary>Returns the marks as far as they are read: at least the newest, unless the store takes long for those, too.</summary>
    public async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var look = Current();
        look.Want();
        await Task.WhenAny(look.FirstPage, Task.Delay(FirstLook, cancellationToken)).ConfigureAwait(false);
        return look;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_look is { } look)
        {
            await look.Ended.ConfigureAwait(false);
        }

        _stop.Dispose();
    }

    private Look Current()
    {
        lock (_gate)
        {
            var look = _look ??= Begin();
            look.LastSeen = Environment.TickCount64;
            return look;
        }
    }

    private Look Begin()
    {
        var look = new Look(db);
        look.Ended = Task.Run(() => RunAsync(look));
        return look;
    }

    private async Task RunAsync(Look look)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var follower = new Follower(db, look);
        try
        {
            // Changes are taken down from before the first page on, so that none falls between.
            var following = follower.RunAsync(end.Token);
            await LoadAsync(look, end).ConfigureAwait(false);
            while (Environment.TickCount64 - look.LastSeen < KeptUnseen.TotalMilliseconds && !following.IsCompleted)
            {
                await Task.WhenAny(following, Task.Delay(KeptUnseen / 10, end.Token)).ConfigureAwait(false);
                end.Token.ThrowIfCancellationRequested();
            }

            await end.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The service stops, or nobody looks any more.
        }
        catch (Exception fault) when (fault is TaskDbLinqException or ObjectDisposedException)
        {
            look.Problem = fault.Message;
            LogFailed(fault.Message);
            await Task.Delay(RetryPause, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            lock (_gate)
            {
                _look = null;
            }
        }
    }

    private async Task LoadAsync(Look look, CancellationTokenSource end)
    {
        var cancellationToken = end.Token;
        await new HistoryLoader(look.Reader).RunAsync(ReadPageAsync, cancellationToken).ConfigureAwait(false);
        look.IsWhole = true;
        LogLoaded(look.Columns.Count);

        async Task ReadPageAsync()
        {
            if (look.ReadPage())
            {
                await Task.WhenAny(look.Wanted, Task.Delay(KeptPrepared, cancellationToken)).ConfigureAwait(false);
                if (!look.Wanted.IsCompleted)
                {
                    await end.CancelAsync().ConfigureAwait(false);
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
            else if (look.Total == 0)
            {
                // A store looks at all tasks to count them: who waits for the first two pages doesn't wait for that.
                look.Total = await db.CountAsync(Filter.Everything, cancellationToken).ConfigureAwait(false);
                lock (look.Columns.Sync)
                {
                    look.Columns.Expect(look.Total);
                }
            }
        }
    }

    [LoggerMessage(EventId = 50, Level = LogLevel.Debug, Message = "The overview has {Tasks} tasks.")]
    private partial void LogLoaded(int tasks);

    [LoggerMessage(EventId = 51, Level = LogLevel.Warning,
        Message = "The overview could not be read, and is read again with the next look: {Reason}")]
    private partial void LogFailed(string reason);
}
