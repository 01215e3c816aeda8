using System.Collections;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>New values for some fields of a task. Immutable; the values are checked and brought to the fields' types.</summary>
public sealed class TaskUpdate : IReadOnlyCollection<KeyValuePair<TaskField, object?>>, IEquatable<TaskUpdate>
{
    private readonly KeyValuePair<TaskField, object?>[] _values;

    private TaskUpdate(KeyValuePair<TaskField, object?>[] values) => _values = values;

    /// <summary>The update that changes nothing.</summary>
    public static TaskUpdate Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <summary>The fields with their new values, in the order of the fields.</summary>
    internal ReadOnlySpan<KeyValuePair<TaskField, object?>> Values => _values;

    /// <summary>The update that sets the given keys.</summary>
    /// <exception cref="QueryException">A key is not a task's, is <c>msg_id</c>, or a value can't belong to it; every problem is
    /// listed.</exception>
    public static TaskUpdate Of(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var problems = new List<QueryProblem>();
        var result = new List<KeyValuePair<TaskField, object?>>(values.Count);
        foreach (var (key, value) in values)
        {
            if (TaskFieldValues.Read(key, value, problems, out var field, out var read))
            {
                Put(result, new(field, read));
            }
        }

        QueryException.ThrowIfAny(problems);
        return new TaskUpdate([.. result]);
    }

    /// <summary>The update that sets one key more.</summary>
    /// <inheritdoc cref="Of"/>
    public TaskUpdate Set(string key, object? value) =>
        Then(Of(new Dictionary<string, object?> { [key] = value }));

    /// <summary>This update and then another one, as one.</summary>
    internal TaskUpdate Then(TaskUpdate later)
    {
        var result = new List<KeyValuePair<TaskField, object?>>(_values.Length + later._values.Length);
        result.AddRange(_values);
        foreach (var pair in later._values)
        {
            Put(result, pair);
        }

        return new TaskUpdate([.. result]);
    }

    /// <summary>The task with the new values.</summary>
    public TaskRecord Apply(TaskRecord task)
    {
        foreach (var (field, value) in _values)
        {
            task = field.With(task, value);
        }

        return task;
    }

    /// <summary>Returns whether both set the same fields to equal values.</summary>
    public bool Equals(TaskUpdate? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TaskUpdate);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (field, value) in _values)
        {
            hash.Add(field.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>The fields with their new values, in the order of the fields: null, or a value of the property's type.</summary>
    public IEnumerator<KeyValuePair<TaskField, object?>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<TaskField, object?>>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Puts a value to its place in the order of the fields, instead of one that the field has already.</summary>
    private static void Put(List<KeyValuePair<TaskField, object?>> values, KeyValuePair<TaskField, object?> pair)
    {
        var at = values.Count;
        while (at > 0 && values[at - 1].Key.Ordinal > pair.Key.Ordinal)
        {
            at--;
        }

        if (at > 0 && values[at - 1].Key == pair.Key)
        {
            values[at - 1] = pair;
        }
        else
        {
            values.Insert(at, pair);
        }
    }
}
