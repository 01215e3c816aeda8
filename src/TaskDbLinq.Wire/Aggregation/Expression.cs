using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>Computes a value of a document; null where the value is missing.</summary>
internal delegate BsonValue? Expression(BsonDocument document);

/// <summary>Reads expressions. An operator that is not known is an error before any document is read.</summary>
internal static class Expressions
{
    /// <exception cref="CommandException">The expression is none, or has an operator that there is not.</exception>
    public static Expression Read(BsonValue value)
    {
        switch (value)
        {
            case BsonString { Value: ['$', '$', ..] } variable:
                return Variable(variable.Value);
            case BsonString { Value: ['$', ..] } path:
                var names = path.Value[1..].Split('.');
                return names.All(name => name.Length > 0)
                    ? document => At(document, names)
                    : throw Failures.Of(40353, $"'{path.Value}' is not a path of field names");
            case BsonDocument { ElementCount: 1 } call when call.GetElement(0).Name.StartsWith('$'):
                return Operators.Read(call.GetElement(0).Name, call.GetElement(0).Value);
            case BsonDocument document:
                return Object(document);
            case BsonArray array:
                var items = array.Select(Read).ToList();
                return document => new BsonArray(items.Select(item => item(document) ?? BsonNull.Value));
            default:
                return _ => value;
        }
    }

    /// <summary>Whether it is the same for every document.</summary>
    public static bool IsConstant(BsonValue value) => value switch
    {
        BsonString text => !text.Value.StartsWith('$'),
        BsonDocument document => document.All(element => !element.Name.StartsWith('$') && IsConstant(element.Value)),
        BsonArray array => array.All(IsConstant),
        _ => true,
    };

    /// <summary>The value at a path; of an array, the values that its documents have there.</summary>
    private static BsonValue? At(BsonValue value, ReadOnlySpan<string> names)
    {
        if (names.IsEmpty)
        {
            return value;
        }

        if (value is BsonArray array)
        {
            var found = new BsonArray();
            foreach (var item in array)
            {
                if (item is BsonDocument or BsonArray && At(item, names) is { } inner)
                {
                    found.Add(inner);
                }
            }

            return found;
        }

        return value is BsonDocument document && document.TryGetValue(names[0], out var next) ? At(next, names[1..]) : null;
    }

    private static Expression Variable(string text)
    {
        var names = text[2..].Split('.');
        return names[0] switch
        {
            "ROOT" or "CURRENT" => document => At(document, names.AsSpan(1)),
            "REMOVE" => _ => null,
            "NOW" => throw Codes.NotSupported("the variable $$NOW"),
            _ => throw Failures.Of(17276, $"Use of undefined variable: {names[0]}"),
        };
    }

    private static Expression Object(BsonDocument fields)
    {
        if (fields.Names.FirstOrDefault(name => name.StartsWith('$') || name.Contains('.', StringComparison.Ordinal)) is { } odd)
        {
            throw Failures.Of(
                15983, $"An object representing an expression must have exactly one field, and field names have no dot and no $: '{odd}'");
        }

        var parts = fields.Select(element => (element.Name, Value: Read(element.Value))).ToList();
        return document => new BsonDocument(
            from part in parts
            let value = part.Value(document)
            where value is not null
            select new BsonElement(part.Name, value));
    }
}
