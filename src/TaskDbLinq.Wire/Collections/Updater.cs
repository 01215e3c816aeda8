using MongoDB.Bson;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Collections;

/// <summary>Applies modifications to tasks.</summary>
internal static class Updater
{
    /// <summary>Changes a task. Only fields that a client sees changed are written: others may be finer than it sees.</summary>
    /// <returns>Whether anything is other than before, and the document afterwards.</returns>
    public static (bool IsModified, BsonDocument After) Update(TaskCollection collection, TaskRow row, Modification modification)
    {
        var before = RowDocument.Of(row);
        var after = modification.Apply(before);
        var update = Difference(row, before, after);
        if (update.Count > 0)
        {
            collection.Db.UpdateAsync((string)row[TaskKey.MsgId]!, update).GetAwaiter().GetResult();
        }

        return (update.Count > 0, after);
    }

    private static TaskUpdate Difference(TaskRow row, BsonDocument before, BsonDocument after)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var isExtraChanged = false;
        foreach (var name in before.Names.Union(after.Names))
        {
            var (old, value) = (before.GetValue(name, BsonNull.Value), after.GetValue(name, BsonNull.Value));
            if (name == DocumentNames.Id || (IsSame(old, value) && before.Contains(name) == after.Contains(name)))
            {
                continue;
            }

            if (TaskFields.ByKey.TryGetValue(name, out var field))
            {
                // To leave a field out is to unset it, and unset is null.
                if (!IsSame(old, value))
                {
                    values[name] = FieldInput.Read(field, value);
                }
            }
            else
            {
                isExtraChanged = true;
            }
        }

        if (isExtraChanged || values.ContainsKey(TaskKey.Metadata))
        {
            var metadata = FieldInput.Read(
                TaskFields.ByKey[TaskKey.Metadata], after.GetValue(TaskKey.Metadata, BsonNull.Value)) as Document;
            var extra = Document.Of(after.Where(element => element.Name != DocumentNames.Id && !TaskFields.ByKey.ContainsKey(element.Name))
                .Select(element => (element.Name, (DocumentValue?)FieldInput.ReadExtra(element.Name, element.Value))));
            values[TaskKey.Metadata] = ExtraFields.With(metadata, extra);
        }

        return TaskUpdate.Of(values);
    }

    /// <summary>By type and bytes: 1 and 1.0 are equal to a filter, and not the same.</summary>
    private static bool IsSame(BsonValue left, BsonValue right) =>
        left.BsonType == right.BsonType
            && OldBinary.Bytes(new BsonDocument("v", left)).AsSpan().SequenceEqual(OldBinary.Bytes(new BsonDocument("v", right)));
}
