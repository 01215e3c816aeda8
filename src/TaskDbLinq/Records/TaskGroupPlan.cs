using System.Collections.Immutable;
using TaskDbLinq.Aggregating;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Records;

/// <summary>A question about groups of tasks, its names resolved.</summary>
/// <param name="Query">The question.</param>
/// <param name="Keys">The parts that groups are made of.</param>
/// <param name="Values">What each value is computed of; null for a count.</param>
internal sealed record TaskGroupPlan(GroupQuery Query, ImmutableArray<TaskPart> Keys, ImmutableArray<TaskPart?> Values)
{
    /// <summary>The fields that are read.</summary>
    public ImmutableArray<TaskField> Fields { get; } =
        [.. Keys.Concat(Values.OfType<TaskPart>()).Select(part => part.Field).Distinct()];

    /// <exception cref="QueryException">The question does not fit a task; the exception lists every problem with its path.</exception>
    public static TaskGroupPlan Of(GroupQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var problems = new List<QueryProblem>();
        GroupChecks.Check(query, problems);
        problems.AddRange(query.Filter.Validate<TaskRecord>());
        var keys = query.Keys.Select((key, at) => TaskPart.Of(key, FormattableString.Invariant($"group[{at}]"), problems)).ToList();
        var values = query.Values.Select(value => value.Field is null ? null : Part(value, problems)).ToList();
        QueryException.ThrowIfAny(problems);
        return new TaskGroupPlan(query, [.. keys.Select(key => key!.Value)], [.. values]);
    }

    private static TaskPart? Part(GroupValue value, List<QueryProblem> problems)
    {
        var at = GroupChecks.PathOf(value);
        var part = TaskPart.Of(value.Field!, at, problems);
        if (value.Aggregate.TakesNumbers && part is { Path.IsEmpty: true } whole)
        {
            problems.Add(new QueryProblem(at, $"'{whole.Field.Key}' holds {TaskFieldValues.Described(whole.Field.Kind)}, and no number"));
        }

        return part;
    }
}
