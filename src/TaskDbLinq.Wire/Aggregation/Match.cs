using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>
/// Takes apart a <c>$match</c>: <c>{ $and: [a, { $expr: e }] } => { $and: [a] }</c> and the expression e, which is computed for each
/// document. An <c>$expr</c> below <c>$or</c> or <c>$nor</c> is refused.
/// </summary>
internal static class Match
{
    /// <summary>The test of a match without expressions.</summary>
    public static Func<BsonDocument, bool> Always { get; } = _ => true;

    public static (BsonDocument Filter, Func<BsonDocument, bool> Computed) Split(BsonDocument match)
    {
        var expressions = new List<Expression>();
        var filter = Split(match, expressions);
        return (filter, expressions.Count == 0
            ? Always
            : document => expressions.All(expression => Operators.IsTrue(expression(document))));
    }

    private static BsonDocument Split(BsonDocument match, List<Expression> expressions)
    {
        var rest = new BsonDocument();
        foreach (var element in match)
        {
            switch (element)
            {
                case { Name: "$expr" }:
                    expressions.Add(Expressions.Read(element.Value));
                    break;
                case { Name: "$and", Value: BsonArray { Count: > 0 } parts }:
                    var kept = new BsonArray(
                        parts.Select(part => part is BsonDocument inner ? Split(inner, expressions) : part)
                            .Where(part => part != new BsonDocument()));
                    rest.AddRange(kept.Count == 0 ? [] : new BsonDocument("$and", kept));
                    break;
                default:
                    rest.Add(element);
                    break;
            }
        }

        return rest;
    }
}
