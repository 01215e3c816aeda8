using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Values;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>
/// A filter over documents of any form, as a stage in the middle of a pipeline gets them: <c>{ a: 1 } => { "Held.a": 1 }</c>.
/// </summary>
internal static class DocumentFilter
{
    /// <exception cref="CommandException">The filter can't be read.</exception>
    /// <exception cref="QueryException">Likewise, with the paths and reasons.</exception>
    public static Func<BsonDocument, bool> Read(BsonDocument filter)
    {
        var values = Rewrite(filter).Elements.Select(element =>
            KeyValuePair.Create(element.Name, (object?)FilterReader.ValueOf(element.Value, element.Name)));
        var holds = Filter.Parse(new Dictionary<string, object?>(values, StringComparer.Ordinal)).ToPredicate<Holder>();
        return document => holds(new Holder { Held = (Document)Paths.Read(document) });
    }

    private static BsonDocument Rewrite(BsonDocument filter) =>
        new(filter.Where(element => element.Name != "$comment").Select(element => element.Name switch
    {
        "$and" or "$or" or "$nor" when element.Value is BsonArray parts =>
            new BsonElement(element.Name, new BsonArray(parts.Select(part => part is BsonDocument inner ? Rewrite(inner) : part))),
        ['$', ..] => element,
        var path => new BsonElement($"{nameof(Holder.Held)}.{path}", Literals.InCondition(path, element.Value)),
    }));

    private sealed class Holder
    {
        public required Document Held { get; init; }
    }
}
