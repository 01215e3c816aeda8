using System.Collections.Immutable;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>The keys that a query asks for; <c>msg_id</c> always is one of them.</summary>
public sealed class TaskKeys : IEquatable<TaskKeys>
{
    private readonly sbyte[] _positions;

    private TaskKeys(ImmutableArray<TaskField> fields)
    {
        Fields = fields;
        _positions = new sbyte[TaskFields.All.Length];
        for (var i = 0; i < _positions.Length; i++)
        {
            _positions[i] = -1;
        }

        for (var i = 0; i < fields.Length; i++)
        {
            _positions[fields[i].Ordinal] = (sbyte)i;
        }
    }

    /// <summary>All keys but <c>buffers</c> and <c>result_buffers</c>: what a query answers when none are asked for.</summary>
    public static TaskKeys Default { get; } = new(TaskFields.All.RemoveAll(field => field.Kind == TaskFieldKind.Buffers));

    /// <summary>All keys.</summary>
    public static TaskKeys All { get; } = new(TaskFields.All);

    /// <summary>The fields in the order asked for; <c>msg_id</c> comes first when it was not asked for.</summary>
    public ImmutableArray<TaskField> Fields { get; }

    /// <summary>The given keys; null gives <see cref="Default"/>.</summary>
    /// <exception cref="QueryException">A key is not a task's.</exception>
    public static TaskKeys Of(params IEnumerable<string>? keys)
    {
        if (keys is null)
        {
            return Default;
        }

        var fields = new List<TaskField>();
        var problems = new List<QueryProblem>();
        foreach (var key in keys)
        {
            if (!TaskFields.ByKey.TryGetValue(key, out var field))
            {
                problems.Add(QueryProblem.UnknownName($"keys[{fields.Count + problems.Count}]", "key", key, TaskFields.ByKey.Keys));
            }
            else if (!fields.Contains(field))
            {
                fields.Add(field);
            }
        }

        QueryException.ThrowIfAny(problems);
        if (!fields.Contains(TaskFields.MsgId))
        {
            fields.Insert(0, TaskFields.MsgId);
        }

        return new TaskKeys([.. fields]);
    }

    /// <summary>The keys of fields, of which none comes twice, and the first is <c>msg_id</c>.</summary>
    internal static TaskKeys OfFields(ImmutableArray<TaskField> fields) => new(fields);

    /// <summary>Whether both ask for the same keys in the same order.</summary>
    public bool Equals(TaskKeys? other) => other is not null && Fields.AsSpan().SequenceEqual(other.Fields.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TaskKeys);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var field in Fields)
        {
            hash = (hash * 31) + field.Ordinal;
        }

        return hash;
    }

    /// <summary>Where a key stands among the asked ones; -1 when it is none of them.</summary>
    internal int PositionOf(string key) => TaskFields.ByKey.TryGetValue(key, out var field) ? _positions[field.Ordinal] : -1;
}
