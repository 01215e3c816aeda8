using System.Collections;
using System.Collections.Immutable;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>New values for some fields of a task. Immutable; the values are checked and brought to the fields' types.</summary>
public sealed class TaskUpdate : IReadOnlyCollection<KeyValuePair<TaskField, object?>>, IEquatable<TaskUpdate>
{
    private readonly ImmutableSortedDictionary<int, object?> _values;

    private TaskUpdate(ImmutableSortedDictionary<int, object?> values) => _values = values;

    /// <summary>The update that changes nothing.</summary>
    public static TaskUpdate Empty { get; } = new(ImmutableSortedDictionary<int, object?>.Empty);

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <summary>The update that sets the given keys.</summary>
    /// <exception cref="QueryException">A key is not a task's, is <c>msg_id</c>, or a value can't belong to it; every problem is
    /// listed.</exception>
    public static TaskUpdate Of(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var problems = new List<QueryProblem>();
        var result = ImmutableSortedDictionary.CreateBuilder<int, object?>();
        foreach (var (key, value) in values)
        {
            if (TaskFieldValues.Read(key, value, problems, out var field, out var read))
            {
                result[field.Ordinal] = read;
            }
        }

        QueryException.ThrowIfAny(problems);
        return new TaskUpdate(result.ToImmutable());
    }

    /// <summary>The update that sets one key more.</summary>
    /// <inheritdoc cref="Of"/>
    public TaskUpdate Set(string key, object? value) =>
        new(_values.SetItems(Of(new Dictionary<string, object?> { [key] = value })._values));

    /// <summary>This update and then another one, as one.</summary>
    internal TaskUpdate Then(TaskUpdate later) => new(_values.SetItems(later._values));

    /// <summary>The task with the new values.</summary>
    public TaskRecord Apply(TaskRecord task)
    {
        foreach (var (ordinal, value) in _values)
        {
            task = TaskFields.All[ordinal].With(task, value);
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
            hash.Add(field);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>The fields with their new values, in the order of the fields: null, or a value of the property's type.</summary>
    public IEnumerator<KeyValuePair<TaskField, object?>> GetEnumerator() =>
        _values.Select(pair => KeyValuePair.Create(TaskFields.All[pair.Key], pair.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
