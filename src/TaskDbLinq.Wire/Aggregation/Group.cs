using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Values;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary><c>$group</c>, in the order in which the groups come; and <c>$count</c>, a group of all.</summary>
internal static class Group
{
    /// <exception cref="CommandException">It computes what there is not.</exception>
    public static Stage Read(BsonDocument definition)
    {
        var key = Expressions.Read(definition.TryGetValue("_id", out var id)
            ? id
            : throw Failures.Of(15955, "a group specification must include an _id"));
        var fields = definition.Where(element => element.Name != "_id").Select(element =>
        {
            if (element.Name.Contains('.', StringComparison.Ordinal) || element.Name.StartsWith('$'))
            {
                throw Failures.Of(40235, $"The field name '{element.Name}' cannot contain '.' and cannot be an operator name");
            }

            var (make, argument) = Accumulator.Read(element.Name, element.Value);
            return (element.Name, Make: make, Argument: argument);
        }).ToList();
        return documents => Run(documents);

        IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> documents)
        {
            var groups = new Dictionary<DocumentValue, (BsonValue Key, List<Accumulator> Values)>();
            var order = new List<DocumentValue>();
            foreach (var document in documents)
            {
                var value = key(document);
                var found = ValueOrder.KeyOf(value);
                if (!groups.TryGetValue(found, out var group))
                {
                    groups[found] = group = (value ?? BsonNull.Value, [.. fields.Select(field => field.Make())]);
                    order.Add(found);
                }

                foreach (var (at, field) in fields.Index())
                {
                    group.Values[at].Add(field.Argument(document));
                }
            }

            return order.Select(found => groups[found]).Select(group => new BsonDocument("_id", group.Key)
                .AddRange(fields.Select((field, at) => new BsonElement(field.Name, group.Values[at].Result)))).Bounded();
        }
    }

    /// <summary>No documents have no count, as in MongoDB.</summary>
    public static Stage Count(string field) => documents =>
    {
        var count = documents.LongCount();
        return count == 0 ? [] : [new BsonDocument(field, Numbers.Of(count))];
    };

    /// <summary>The field that counts all documents, where a stage does nothing but that; null otherwise.</summary>
    /// <remarks><c>{ $group: { _id: 1, n: { $sum: 1 } } }</c> is how drivers count.</remarks>
    public static (string Field, BsonValue? Key)? CountOf(string name, BsonValue stage) => (name, stage) switch
    {
        ("$count", BsonString field) => (field.Value, null),
        ("$group", BsonDocument { ElementCount: 2 } group) when group.GetElement(0) is { Name: "_id" } id
            && Expressions.IsConstant(id.Value)
            && group.GetElement(1) is { Value: BsonDocument { ElementCount: 1 } call } field
                && call.GetElement(0) is { Name: "$sum", Value: BsonInt32 { Value: 1 } } =>
            (field.Name, id.Value),
        _ => null,
    };
}
