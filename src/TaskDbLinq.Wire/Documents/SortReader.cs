using System.Collections.Immutable;
using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Documents;

/// <summary>A sort document: <c>{ submitted: 1, msg_id: -1 }</c>.</summary>
internal static class SortReader
{
    /// <summary>The keys with whether they are descending.</summary>
    public static IReadOnlyList<(string Path, bool Descending)> Read(BsonDocument? sort) => sort is null ? [] :
    [
        .. from key in sort
           let direction = key.Value.IsNumeric ? key.Value.ToDouble() : 0
           select key.Name.StartsWith('$') ? throw Codes.NotSupported($"sort.{key.Name}")
               : direction is 1 or -1 ? (key.Name, direction < 0)
               : throw CommandException.BadValue($"sort.{key.Name}: expected 1 or -1"),
    ];

    /// <summary>The order, where the database itself has it; null where the documents have to be sorted here.</summary>
    public static ValueList<SortKey<TaskField>>? ToTasks(IReadOnlyList<(string Path, bool Descending)> keys)
    {
        var sorts = new List<SortKey<TaskField>>();
        foreach (var (path, descending) in keys)
        {
            // { _id: 1 } => { msg_id: 1 }, of tasks only: what a stage made has an _id of its own.
            if (!TaskFields.ByKey.TryGetValue(path == DocumentNames.Id ? TaskKey.MsgId : path, out var field)
                || field.Kind is TaskFieldKind.Dict or TaskFieldKind.Buffers)
            {
                return null;
            }

            if (sorts.All(sort => sort.Field != field))
            {
                sorts.Add(new SortKey<TaskField>(field, descending));
            }
        }

        // MongoDB gives tasks that are equal in the order always in the same order; so does the id.
        if (sorts.Count > 0 && sorts.All(sort => sort.Field != TaskFields.MsgId))
        {
            sorts.Add(new SortKey<TaskField>(TaskFields.MsgId));
        }

        return [.. sorts];
    }
}
