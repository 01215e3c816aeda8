using BenchmarkDotNet.Attributes;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Queries;

/// <summary>Each question to each entrant who can answer it, over each number of tasks. An answer that is wrong is no result.</summary>
[MemoryDiagnoser]
public abstract class QueryBenchmarks
{
    private IContender? _contender;
    private Func<int> _ask = null!;

    [ParamsSource(nameof(Cases))]
    public QueryCase Case { get; set; } = null!;

    public abstract IEnumerable<QueryCase> Cases { get; }

    [GlobalSetup]
    public async Task Setup()
    {
        _contender = await OpenAsync(Case.Contender, Case.Tasks);
        var asked = new Asked(Case.Question, Case.Tasks);
        _ask = _contender.Prepare(asked);
        if (_ask() is var rows && rows != asked.Rows())
        {
            throw new InvalidOperationException($"{Case}: {rows} rows, not {asked.Rows()}.");
        }
    }

    [GlobalCleanup]
    public async Task Cleanup() => await (_contender?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Benchmark]
    public int Ask() => _ask();

    private protected abstract Task<IContender> OpenAsync(string contender, int tasks);
}

/// <summary>The same over a stage that entrants share.</summary>
public abstract class QueryBenchmarks<TStage> : QueryBenchmarks
    where TStage : class
{
    public override IEnumerable<QueryCase> Cases =>
        from tasks in Sizes.All
        from question in Enum.GetValues<Question>()
        from entrant in Entrants
        where tasks <= entrant.Most && !entrant.Cannot.Contains(question)
        select new QueryCase(question, entrant.Name, tasks);

    private protected abstract IReadOnlyList<Entrant<TStage>> Entrants { get; }

    private protected abstract Task<TStage> StageAsync(int tasks);

    private protected override async Task<IContender> OpenAsync(string contender, int tasks) =>
        Entrants.Single(entrant => entrant.Name == contender).Open(await StageAsync(tasks));
}
