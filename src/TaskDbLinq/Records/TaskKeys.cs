using System.Collections.Frozen;
using System.Collections.Immutable;
using TaskDbLinq.Queries;

namespace TaskDbLinq.Records;

/// <summary>The keys that a query asks for; <c>msg_id</c> always is one of them.</summary>
public sealed class TaskKeys
{
    private TaskKeys(ImmutableArray<TaskField> fields)
    {
        Fields = fields;
        Ordinals = fields.Select((field, at) => (field, at)).ToFrozenDictionary(pair => pair.field.Key, pair => pair.at, StringComparer.Ordinal);
    }

    /// <summary>All keys but <c>buffers</c> and <c>result_buffers</c>: what a query answers when none are asked for.</summary>
    public static TaskKeys Default { get; } = new([.. TaskFields.All.Where(field => field.Kind != TaskFieldKind.Buffers)]);

    /// <summary>All keys.</summary>
    public static TaskKeys All { get; } = new(TaskFields.All);

    /// <summary>The fields in the order asked for; <c>msg_id</c> comes first when it was not asked for.</summary>
    public ImmutableArray<TaskField> Fields { get; }

    internal FrozenDictionary<string, int> Ordinals { get; }

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
}
