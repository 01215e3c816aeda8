using MongoDB.Bson;
using MongoDB.Bson.IO;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// A filter as a client sends it, over the documents that it sees, as one of ours, over tasks: <c>{ _id: x } => { msg_id: x }</c>,
/// <c>{ display_data: x } => { "metadata.taskdb_extra.display_data": x }</c>, and dates of whole milliseconds over dates that may be finer.
/// </summary>
internal static class FilterReader
{
    private static readonly BsonDocument Never = new("$nor", new BsonArray { new BsonDocument() });

    /// <exception cref="CommandException">The filter has no meaning on tasks.</exception>
    /// <exception cref="QueryException">Likewise, with the paths and reasons.</exception>
    public static Filter Read(BsonDocument? filter)
    {
        if (filter is null || filter.ElementCount == 0)
        {
            return Filter.Everything;
        }

        var rewritten = Rewrite(filter);
        var values = rewritten.Elements.Select(element => KeyValuePair.Create(element.Name, (object?)ValueOf(element.Value, element.Name)));
        var parsed = Filter.TryParse(new Dictionary<string, object?>(values, StringComparer.Ordinal));
        return parsed.Success || Patterns.Problem(rewritten) is not { } problem ? parsed.CheckedFor<TaskRecord>() : throw problem;
    }

    /// <summary>The filter over tasks, still as BSON.</summary>
    private static BsonDocument Rewrite(BsonDocument filter)
    {
        var parts = new List<BsonElement>();
        foreach (var element in filter)
        {
            switch (element.Name)
            {
                case "$comment":
                    break;
                case "$and" or "$or" or "$nor" when element.Value is BsonArray alternatives:
                    parts.Add(
                        new(element.Name, new BsonArray(alternatives.Select(part => part is BsonDocument inner ? Rewrite(inner) : part))));
                    break;
                case var name when name.StartsWith('$'):
                    parts.Add(element);
                    break;
                default:
                    parts.AddRange(Field(element.Name, Literals.InCondition(element.Name, element.Value)));
                    break;
            }
        }

        return parts.Select(part => part.Name).Distinct(StringComparer.Ordinal).Count() == parts.Count
            ? new BsonDocument(parts)
            : new BsonDocument("$and", new BsonArray(parts.Select(part => new BsonDocument(part))));
    }

    private static IEnumerable<BsonElement> Field(string path, BsonValue condition)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var first = dot < 0 ? path : path[..dot];
        if (first == DocumentNames.Id)
        {
            return dot < 0 ? IdConditions.Of(condition)
                : throw CommandException.BadValue($"{path}: the _id of a task is a string, and has nothing in it");
        }

        if (first == ExtraFields.DisplayData)
        {
            return [new($"{TaskKey.Metadata}.{ExtraFields.Name}.{path}", condition)];
        }

        var kind = TaskFields.ByKey.GetValueOrDefault(first)?.Kind;
        if (kind == TaskFieldKind.Buffers && dot >= 0)
        {
            // Buffers are binary values, and those have no fields: { "buffers.file": { $exists: true } } => { $nor: [{}] }.
            return IsName(path[(dot + 1)..]) ? OfMissing(path, condition)
                : throw Codes.NotSupported($"{path}: a filter on one of the buffers");
        }

        return kind == TaskFieldKind.Timestamp && dot < 0 ? TimestampConditions.Of(path, condition) : [new(path, condition)];
    }

    /// <summary>A condition on what no document has. Only what clients send is known here.</summary>
    private static IEnumerable<BsonElement> OfMissing(string path, BsonValue condition) => condition switch
    {
        BsonDocument { ElementCount: 1 } document when document.GetElement(0) is { Name: "$exists", Value: var exists } =>
            exists.ToBoolean() ? Never.Elements : [],
        _ => throw Codes.NotSupported($"{path}: a filter on the inside of buffers"),
    };

    private static bool IsName(string path) => path.Length > 0 && !char.IsAsciiDigit(path[0]);

    /// <summary>A value of a filter as one of ours.</summary>
    public static DocumentValue ValueOf(BsonValue value, string path)
    {
        try
        {
            using var reader = new BsonDocumentReader(new BsonDocument("v", value));
            reader.ReadStartDocument();
            var type = reader.ReadBsonType();
            reader.ReadName();
            return ValueReader.Read(reader, type);
        }
        catch (TaskDbException fault)
        {
            throw CommandException.BadValue($"{path}: {fault.Message}");
        }
    }
}
