using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Documents;

/// <summary>The task that an upsert adds: the values that the filter asks for by equality, and the modification on them.</summary>
internal static class Upsert
{
    /// <exception cref="CommandException">It is no task.</exception>
    public static TaskRecord Make(BsonDocument query, Modification modification)
    {
        var document = new BsonDocument();
        Collect(query, document);
        if (document.TryGetValue(DocumentNames.Id, out var id) && !document.Contains(TaskKey.MsgId) && id.IsString)
        {
            document.Add(TaskKey.MsgId, id);
        }

        var after = modification.Apply(document, isInsert: true);
        if (!after.Contains(TaskKey.MsgId) && modification.NewId is { } msgId)
        {
            after.Add(TaskKey.MsgId, msgId);
        }

        return FieldInput.ReadTask(after);
    }

    private static void Collect(BsonDocument query, BsonDocument document)
    {
        foreach (var (name, value) in query.Select(element => (element.Name, element.Value)))
        {
            if (name == "$and" && value is BsonArray parts)
            {
                foreach (var part in parts.OfType<BsonDocument>())
                {
                    Collect(part, document);
                }
            }
            else if (!name.StartsWith('$') && Equal(value) is { } equal)
            {
                document[name] = name.Contains('.', StringComparison.Ordinal)
                    ? throw Codes.NotSupported($"an upsert by the path '{name}'")
                    : equal;
            }
        }
    }

    private static BsonValue? Equal(BsonValue condition) =>
        condition is BsonRegularExpression ? null
        : condition is not BsonDocument { ElementCount: > 0 } document || !document.GetElement(0).Name.StartsWith('$') ? condition
        : document.GetValue("$eq", null!);
}
