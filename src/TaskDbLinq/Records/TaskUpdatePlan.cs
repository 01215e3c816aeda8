using System.Collections.Immutable;
using TaskDbLinq.Filters;
using TaskDbLinq.Updating;
using TaskDbLinq.Values;

namespace TaskDbLinq.Records;

/// <summary>An update as data, its names resolved over a task and its operands brought to the types of the fields.</summary>
internal sealed class TaskUpdatePlan
{
    private readonly ImmutableArray<(UpdateChange Change, TaskPart Part)> _changes;

    private TaskUpdatePlan(IEnumerable<(UpdateChange Change, TaskPart Part)> changes)
    {
        _changes = [.. changes];
        Fields = [.. _changes.Select(change => change.Part.Field).Distinct()];
        IsConstant = _changes.All(change => change.Part.Path.IsEmpty
            && (change.Change.Operator == UpdateOperator.Set || change.Change.Operator == UpdateOperator.Unset
                || change.Change.Operator == UpdateOperator.CurrentDate));
    }

    /// <summary>The fields that are changed.</summary>
    public ImmutableArray<TaskField> Fields { get; }

    /// <summary>Whether the new values do not depend on the old ones.</summary>
    public bool IsConstant { get; }

    /// <summary>What is read of a task to be changed.</summary>
    public TaskKeys Keys => TaskKeys.Of(IsConstant ? [] : Fields.Select(changed => changed.Key));

    /// <exception cref="QueryException">The update does not fit a task; the exception lists every problem with its path.</exception>
    public static TaskUpdatePlan Of(UpdateDocument update, Filter filter)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(filter);
        var problems = new List<QueryProblem>();
        problems.AddRange(filter.Validate<TaskRecord>());
        var changes = update.Changes.Select(change => Resolve(change, problems)).ToList();
        QueryException.ThrowIfAny(problems);
        return new TaskUpdatePlan(changes.OfType<(UpdateChange, TaskPart)>());
    }

    /// <summary>The new values of a task's fields.</summary>
    /// <param name="msgId">The task, for the message of a problem.</param>
    /// <param name="old">The value of a field, as a row shows it.</param>
    /// <param name="now">The time of the update.</param>
    /// <exception cref="QueryException">A value of this task can't be changed so.</exception>
    public TaskUpdate For(string msgId, Func<TaskField, object?> old, DateTime now)
    {
        var values = new Dictionary<string, object?>();
        foreach (var (change, part) in _changes)
        {
            var key = part.Field.Key;
            var value = ValueOf(values.TryGetValue(key, out var changed) ? changed : IsConstant ? null : old(part.Field));
            if (UpdatePath.Apply(ref value, part.Path.AsSpan(), change, now) is { } reason)
            {
                throw new QueryException(
                    [new QueryProblem(change.Path, $"the task '{QueryProblem.Shown(msgId)}' is left as it is: {reason}")]);
            }

            values[key] = Plain(value);
        }

        return TaskUpdate.Of(values);
    }

    private static (UpdateChange Change, TaskPart Part)? Resolve(UpdateChange change, List<QueryProblem> problems)
    {
        if (TaskPart.Of(change.Field, change.Path, problems) is not { } part)
        {
            return null;
        }

        var (field, takesValue) = (part.Field, change.Operator != UpdateOperator.Unset && change.Operator != UpdateOperator.CurrentDate);
        if (field == TaskFields.MsgId)
        {
            problems.Add(new QueryProblem(change.Path, "a task keeps its msg_id"));
        }
        else if (!part.Path.IsEmpty || change.Operator == UpdateOperator.Unset)
        {
            return (change, part);
        }
        else if (change.Operator != UpdateOperator.Set && !Fits(change.Operator, field.Kind))
        {
            problems.Add(new QueryProblem(
                change.Path, $"the field holds {TaskFieldValues.Described(field.Kind)}, which {change.Operator.Name} does not change"));
        }
        else if (!takesValue)
        {
            return (change, part);
        }
        else if (change.Operator != UpdateOperator.Set && change.Operand.IsNull)
        {
            problems.Add(new QueryProblem(change.Path, "null has no order: $unset removes a value"));
        }
        else
        {
            var own = new List<QueryProblem>();
            if (TaskFieldValues.Read(field.Key, Plain(change.Operand), own, out _, out var read))
            {
                var value = ValueOf(TaskField.Present(read));
                return (change with { Operand = value.IsNull ? DocumentValue.Null : value }, part);
            }

            problems.AddRange(own.Select(problem => problem with { Path = change.Path }));
        }

        return null;
    }

    private static bool Fits(UpdateOperator known, TaskFieldKind kind) =>
        (known == UpdateOperator.Min || known == UpdateOperator.Max) ? kind is TaskFieldKind.Text or TaskFieldKind.Timestamp
        : known == UpdateOperator.CurrentDate && kind == TaskFieldKind.Timestamp;

    /// <summary>A field that is null is missing: to a task the two are one.</summary>
    private static DocumentValue ValueOf(object? value) => value switch
    {
        string text => text,
        DateTime timestamp => timestamp,
        DocumentValue { IsNull: false } document => document,
        _ => DocumentValue.Missing,
    };

    private static object? Plain(DocumentValue value) => value switch
    {
        { IsNull: true } => null,
        DocumentString text => (object?)text.Value,
        DocumentDate date => date.Value,
        _ => value,
    };
}
