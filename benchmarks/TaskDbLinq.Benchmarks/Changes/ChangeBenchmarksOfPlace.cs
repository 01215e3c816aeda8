using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>The same where all who take part start at a place of the same kind.</summary>
public abstract class ChangeBenchmarks<TPlace> : ChangeBenchmarks
{
    public override IEnumerable<ChangeCase> Cases =>
        from tasks in Sizes.All.Select(size => Math.Min(size, Most)).Distinct()
        from change in Enum.GetValues<Change>()
        from keeping in Keepings
        where !keeping.Cannot.Contains(change)
        select new ChangeCase(change, keeping.Name, tasks);

    /// <summary>The most tasks that are changed.</summary>
    private protected abstract int Most { get; }

    private protected abstract IReadOnlyList<Keeping<TPlace>> Keepings { get; }

    private protected abstract Task<TPlace> PlaceAsync(ChangeCase what, TaskRecord[] tasks);

    private protected override async Task<IKeeper> OpenAsync(ChangeCase what, TaskRecord[] tasks) =>
        await Keepings.Single(keeping => keeping.Name == what.Contender).Open(await PlaceAsync(what, tasks));
}
