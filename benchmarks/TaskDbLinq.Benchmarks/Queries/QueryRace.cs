using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Queries;

/// <summary>Each question to each entrant who can answer it, over each number of tasks. An answer that is wrong is no result.</summary>
internal abstract class QueryRace<TStage> : IRace
    where TStage : class, IAsyncDisposable
{
    private readonly Held<TStage> _stage;

    private protected QueryRace(Func<int, Task<TStage>> make) => _stage = new(make);

    public IEnumerable<Heat> Heats =>
        from tasks in Sizes.All
        from question in Enum.GetValues<Question>()
        select new Heat(question.ToString(), tasks, () => LanesAsync(question, tasks))
        {
            CollectsGarbage = CollectsGarbage(question, tasks),
        };

    private protected abstract IReadOnlyList<Entrant<TStage>> Entrants { get; }

    /// <inheritdoc cref="Heat.CollectsGarbage"/>
    private protected virtual bool CollectsGarbage(Question question, int tasks) => false;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    private async Task<IReadOnlyList<Lane>> LanesAsync(Question question, int tasks)
    {
        var asked = new Asked(question, tasks);
        var (stage, rows) = (await _stage.OfAsync(tasks), asked.Rows());
        return
        [
            .. from entrant in Entrants
               where tasks <= entrant.Most && !entrant.Cannot.Contains(question)
               select Lane(entrant, stage, asked, rows),
        ];
    }

    private static Lane Lane(Entrant<TStage> entrant, TStage stage, Asked asked, int right)
    {
        var contender = entrant.Open(stage);
        var ask = contender.Prepare(asked);
        if (ask() is var rows && rows != right)
        {
            throw new InvalidOperationException($"{asked.Question}, {entrant.Name}: {rows} rows, not {right}.");
        }

        return Running.Lane.Asking(entrant.Name, ask) with { Close = contender.DisposeAsync };
    }
}

/// <summary>One who takes part: its name, how it starts over the tasks of a stage, and what it can't be asked.</summary>
internal sealed record Entrant<TStage>(string Name, Func<TStage, IContender> Open, params Question[] Cannot)
{
    /// <summary>The most tasks that it is asked over: with more, what is much slower would take most of the run.</summary>
    public int Most { get; init; } = int.MaxValue;
}
