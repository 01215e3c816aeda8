using System.Collections.Immutable;
using TaskDbLinq.Aggregating;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Records;

/// <summary>A field of a task that a question about groups names, or a part of a dict field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Path">The names in it; none for the field itself.</param>
internal readonly record struct TaskPart(TaskField Field, ImmutableArray<string> Path)
{
    /// <summary>The value in a task, as a document's value.</summary>
    public DocumentValue Of(object? value) => value switch
    {
        string text => text,
        DateTime timestamp => timestamp,
        DocumentValue document => GroupPath.Read(document, Path.AsSpan()),
        _ => DocumentValue.Null,
    };

    /// <summary>Resolves a path; null, with the problem noted, when it leads to nothing that can be told from other values.</summary>
    public static TaskPart? Of(string path, string at, List<QueryProblem> problems)
    {
        var names = path.Split('.');
        if (!TaskFields.ByKey.TryGetValue(names[0], out var field))
        {
            problems.Add(QueryProblem.UnknownName(at, "field", names[0], TaskFields.ByKey.Keys));
            return null;
        }

        if (field.Kind == TaskFieldKind.Buffers || (names.Length > 1 && field.Kind != TaskFieldKind.Dict))
        {
            problems.Add(new QueryProblem(
                at, field.Kind == TaskFieldKind.Buffers
                    ? $"'{field.Key}' holds bytes, which are not compared"
                    : $"'{field.Key}' has no parts; dict fields do"));
            return null;
        }

        return new TaskPart(field, [.. names.Skip(1)]);
    }
}

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
