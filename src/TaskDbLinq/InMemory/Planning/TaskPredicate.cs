using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.InMemory.Storage;
using TaskDbLinq.ReadBack;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>A compiled predicate of one shape, with the indexes that may serve it.</summary>
internal sealed class TaskPredicate
{
    /// <summary>With no more candidates than this, looking for a better index costs more than it saves.</summary>
    private const int FewCandidates = 64;

    private readonly Func<Captured[], TaskRecord, bool>? _run;
    private readonly AccessPath[] _paths;
    private readonly string[] _parts;

    /// <param name="run">The predicate compiled; null when everything matches.</param>
    /// <param name="body">The predicate, its values as <see cref="Captured{T}.Operand"/>.</param>
    /// <param name="record">Its parameter.</param>
    /// <param name="captured">Its values.</param>
    public TaskPredicate(
        Func<Captured[], TaskRecord, bool>? run, Expression body, ParameterExpression record, IReadOnlyList<Captured?> captured)
    {
        var parts = PathFinder.Split(body).ToArray();
        _run = parts.Length == 0 ? null : run;
        _paths = new PathFinder(record, captured).Find(parts);
        _parts = [.. parts.Select(part => CSharpText.Of(new CapturedNames(captured).Visit(part)))];
    }

    /// <summary>The tasks that satisfy the predicate, by way of the index with the fewest candidates.</summary>
    public IEnumerable<TaskRecord> Find(Snapshot snapshot, Captured[] values)
    {
        if (_run is null)
        {
            return snapshot.All();
        }

        var path = Choose(snapshot, values, out _);
        if (path is IdPath ids && ids.TrySingle(values, out var id))
        {
            return id is not null && snapshot.Find(id) is { } task && _run(values, task) ? [task] : [];
        }

        return new Matches(path, snapshot, values, _run);
    }

    /// <summary>The way that <see cref="Find"/> takes; where there are no tasks to choose by, every index that may serve.</summary>
    public PlanDescription Explain(Snapshot snapshot, Captured[] values)
    {
        var best = Choose(snapshot, values, out var candidates);
        var paths = snapshot.Count == 0 ? _paths : best is null ? [] : [best];
        return new PlanDescription(
            paths.Length == 0 ? null : string.Join(" or ", paths.Select(path => path.Name)),
            candidates,
            snapshot.Count,
            [.. _parts.Where((_, at) => paths.Length == 0 || !paths.All(path => path.Answers.Contains(at)))]);
    }

    /// <summary>The best path; null when a scan is as good.</summary>
    private AccessPath? Choose(Snapshot snapshot, Captured[] values, out int candidates)
    {
        AccessPath? best = null;
        candidates = Math.Max(FewCandidates / 2, snapshot.Slots / 2);
        foreach (var path in _paths)
        {
            // Paths that may have to sort come last: see PathFinder.
            if (path.IsLazy && best is not null && candidates <= FewCandidates)
            {
                break;
            }

            var estimate = path.Estimate(snapshot, values);
            if (estimate < candidates)
            {
                (best, candidates) = (path, estimate);
            }
        }

        candidates = best is null ? snapshot.Count : candidates;
        return best;
    }
}
