using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Values;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>What a stage makes of the documents before it.</summary>
internal delegate IEnumerable<BsonDocument> Stage(IEnumerable<BsonDocument> documents);

/// <summary>Reads stages; what is wrong with one is an error before any document is read.</summary>
internal static class Stages
{
    public static Stage Read(string name, BsonValue value)
    {
        switch (name)
        {
            case "$match":
                var (filter, computed) = Match.Split(DocumentOf(name, value));
                var holds = DocumentFilter.Read(filter);
                return documents => documents.Where(document => holds(document) && computed(document));
            case "$sort":
                var order = new DocumentOrder([.. SortReader.Read(DocumentOf(name, value))]);
                return documents => order.Sort(documents.Bounded());
            case "$skip":
                var skip = NumberOf(name, value, least: 0);
                return documents => documents.Skip(skip);
            case "$limit":
                var limit = NumberOf(name, value, least: 1);
                return documents => documents.Take(limit);
            case "$count":
                return Group.Count(value is BsonString { Value: { Length: > 0 } field } && field[0] != '$'
                    && !field.Contains('.', StringComparison.Ordinal)
                    ? field
                    : throw Failures.Of(40156, "the count field must be a non-empty string without $ and dots"));
            case "$group":
                return Group.Read(DocumentOf(name, value));
            case "$unwind":
                return Unwind.Read(value);
            case "$project":
                return Computed.Project(DocumentOf(name, value));
            case "$replaceRoot":
                return Computed.Replace(DocumentOf(name, value).GetValue("newRoot", null!)
                    ?? throw Failures.Of(40231, "no newRoot expression specified for the $replaceRoot stage"));
            case "$replaceWith":
                return Computed.Replace(value);
            case "$addFields" or "$set":
                return Computed.Add(name, DocumentOf(name, value));
            case "$unset":
                var names = value is BsonArray list ? list : [value];
                var rest = Projection.Read(new BsonDocument(names.Select(field => new BsonElement(
                    field is BsonString text
                        ? text.Value
                        : throw Failures.Of(31002, "$unset specification must be a string or an array of strings"), 0))));
                return documents => documents.Select(rest.Apply);
            default:
                throw Failures.Stage(name);
        }
    }

    public static BsonDocument DocumentOf(string name, BsonValue value) => value as BsonDocument
        ?? throw Failures.Of(15959, $"the {name} specification must be an object");

    public static int NumberOf(string name, BsonValue value, int least) =>
        value.IsNumeric && value.ToDouble() is var number && Math.Floor(number) == number && number >= least
            ? (int)Math.Min(number, int.MaxValue)
            : throw Failures.Of(15958, $"{name}: expected a whole number, {least} or more");
}
