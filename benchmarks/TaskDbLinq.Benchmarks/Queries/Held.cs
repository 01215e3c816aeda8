namespace TaskDbLinq.Benchmarks.Queries;

/// <summary>
/// The stage of the last case, which the next one finds if it has the same size: cases run one after the other in this
/// process, and a million tasks are not written anew for each.
/// </summary>
internal sealed class Held<TStage>(Func<int, Task<TStage>> make) : IAsyncDisposable
    where TStage : class, IAsyncDisposable
{
    private TStage? _stage;
    private int _tasks;

    public async Task<TStage> OfAsync(int tasks)
    {
        if (_stage is null || _tasks != tasks)
        {
            await DisposeAsync();
            (_stage, _tasks) = (await make(tasks), tasks);
        }

        return _stage;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
            _stage = null;
        }
    }
}
