using System.Collections.Immutable;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;

namespace TaskDbLinq.Wire.Documents;

/// <summary>The names that a task's document has: those of its fields, <c>_id</c>, and what a hub writes beyond them.</summary>
internal static class DocumentNames
{
    public const string Id = "_id";

    /// <summary>The fields in the order in which a document has them.</summary>
    public static ImmutableArray<TaskField> Order => TaskDocumentSerializer.Order;

    /// <summary>The task's field that holds what a document has under a name; null when no task has it.</summary>
    public static TaskField? FieldOf(string name) =>
        name == Id ? TaskFields.MsgId
        : name == ExtraFields.DisplayData ? TaskFields.ByKey[TaskKey.Metadata]
        : TaskFields.ByKey.GetValueOrDefault(name);
}
