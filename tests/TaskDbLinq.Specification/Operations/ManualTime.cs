namespace TaskDbLinq.Specification.Operations;

/// <summary>
/// A clock without real time: a pause is over at once, and moves it on by the pause's length. At each pause the next of
/// the given things happens.
/// </summary>
internal sealed class ManualTime(DateTime start, params Func<Task>[] meanwhile) : TimeProvider
{
    private readonly Queue<Func<Task>> _meanwhile = new(meanwhile);
    private long _ticks = start.Ticks;

    /// <summary>The lengths of the pauses until now.</summary>
    public List<TimeSpan> Pauses { get; } = [];

    /// <summary>What went wrong in the things that happened meanwhile.</summary>
    public List<Exception> Faults { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Pauses.Add(dueTime);
        Interlocked.Add(ref _ticks, dueTime.Ticks);
        _ = Task.Run(() => ElapseAsync(callback, state));
        return new Elapsed();
    }

    private async Task ElapseAsync(TimerCallback callback, object? state)
    {
        try
        {
            await (_meanwhile.TryDequeue(out var next) ? next() : Task.CompletedTask);
        }
        catch (Exception fault)
        {
            Faults.Add(fault);
        }

        callback(state);
    }

    private sealed class Elapsed : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>Keeps what is reported, in order: <see cref="Progress{T}"/> reports on other threads and in any order.</summary>
internal sealed class Reports<T> : List<T>, IProgress<T>
{
    public void Report(T value) => Add(value);
}
