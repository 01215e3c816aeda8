namespace TaskDbLinq.Operations;

/// <summary>Looks, with growing pauses, until nothing remains or the time is over.</summary>
internal sealed class WaitLoop(WaitOptions options, ChangeFeed? changes)
{
    private readonly long _start = options.TimeProvider.GetTimestamp();
    private TimeSpan _pause = options.FirstPause;
    private WaitProgress? _last;

    /// <param name="look">How many tasks are waited for, and how many of them keep it waiting.</param>
    /// <param name="remaining">The ids of those that keep it waiting.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    public async Task<WaitResult> RunAsync(
        Func<CancellationToken, Task<(long Selected, long Remaining)>> look,
        Func<CancellationToken, Task<List<string>>> remaining,
        CancellationToken cancellationToken)
    {
        using var watcher = changes?.Watch();
        for (var looks = 1; ; looks++)
        {
            var (selected, left) = await look(cancellationToken).ConfigureAwait(false);
            Report(selected, left);
            if (left == 0)
            {
                return new WaitResult([], Elapsed, looks);
            }

            var pause = options.Timeout - Elapsed is { } rest && rest < _pause ? rest : _pause;
            if (pause <= TimeSpan.Zero)
            {
                // What was completed since the look is not among the ids any more: with none left, the wait is done.
                return new WaitResult([.. await remaining(cancellationToken).ConfigureAwait(false)], Elapsed, looks);
            }

            await PauseAsync(pause, watcher, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits for the pause; where changes are told, only for one of them, and a little longer, since changes come in numbers.
    /// </summary>
    private async Task PauseAsync(TimeSpan pause, ChangeFeed.Watcher? watcher, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var over = Task.Delay(pause, options.TimeProvider, ended.Token);
        if (watcher is not null && pause > options.FirstPause)
        {
            await Task.WhenAny(over, watcher.WaitAsync(ended.Token)).ConfigureAwait(false);
            await Task.WhenAny(over, Task.Delay(options.FirstPause, ended.Token)).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            watcher.Read();
            cancellationToken.ThrowIfCancellationRequested();
        }
        else
        {
            await over.ConfigureAwait(false);
        }
    }

    private TimeSpan Elapsed => options.TimeProvider.GetElapsedTime(_start);

    private void Report(long selected, long remaining)
    {
        var isChanged = _last is not { } last || last.Selected != selected || last.Remaining != remaining;
        if (isChanged)
        {
            _pause = options.FirstPause;
            _last = new WaitProgress(selected, remaining, Elapsed);
            options.Progress?.Report(_last.Value);
        }
        else
        {
            _pause = _pause * 2 < options.LongestPause ? _pause * 2 : options.LongestPause;
        }
    }
}
