using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>Stages that compute fields: <c>$project</c>, <c>$addFields</c>.</summary>
internal static class Computed
{
    /// <summary>Whether a projection only names fields, so that the database can leave out the others.</summary>
    public static bool IsPlain(BsonDocument projection) => projection.Values.All(value => value is BsonBoolean || value.IsNumeric);

    /// <exception cref="CommandException">It computes what there is not.</exception>
    public static Stage Project(BsonDocument projection)
    {
        if (projection.ElementCount == 0)
        {
            throw Failures.Of(51272, "projection specification must have at least one field");
        }

        if (IsPlain(projection))
        {
            var plain = Projection.Read(projection);
            return documents => documents.Select(plain.Apply);
        }

        var named = new BsonDocument(projection.Where(element => element.Value is BsonBoolean || element.Value.IsNumeric));
        if (named.FirstOrDefault(element => element.Name != DocumentNames.Id && !element.Value.ToBoolean()) is { Name: { } excluded })
        {
            throw new CommandException(Codes.ExclusionInInclusion, $"Cannot do exclusion on field {excluded} in inclusion projection");
        }

        var fields = Fields("$project", projection.Where(element => !named.Contains(element.Name)));
        var withId = named.GetValue(DocumentNames.Id, true).ToBoolean();
        var shown =
            Projection.Read(new BsonDocument(named.Where(element => element.Name != DocumentNames.Id)).Add(DocumentNames.Id, withId));
        var showsNone = named.ElementCount == (named.Contains(DocumentNames.Id) ? 1 : 0) && !withId;
        return documents => documents.Select(document => Compute(document, showsNone ? [] : shown.Apply(document), fields));
    }

    /// <exception cref="CommandException">It computes what there is not.</exception>
    public static Stage Add(string name, BsonDocument definition)
    {
        if (definition.ElementCount == 0)
        {
            throw Failures.Of(40177, $"{name} specification must have at least one field");
        }

        var fields = Fields(name, definition);
        return documents => documents.Select(document => Compute(document, new BsonDocument(document), fields));
    }

    /// <exception cref="CommandException">It computes what there is not.</exception>
    public static Stage Replace(BsonValue root)
    {
        var compute = Expressions.Read(root);
        return documents => documents.Select(document => compute(document) as BsonDocument
            ?? throw Failures.Of(40228, "'newRoot' expression must evaluate to an object"));
    }

    private static List<(string Name, Expression Value)> Fields(string stage, IEnumerable<BsonElement> definition) =>
    [
        .. definition.Select(element => element.Name.Contains('.', StringComparison.Ordinal) || element.Name.StartsWith('$')
            ? throw Codes.NotSupported($"{stage}.{element.Name}: a computed field within another one")
            : element.Value is BsonDocument { ElementCount: > 0 } nested && !nested.GetElement(0).Name.StartsWith('$')
                ? throw Codes.NotSupported($"{stage}.{element.Name}: a nested definition")
                : (element.Name, Expressions.Read(element.Value))),
    ];

    private static BsonDocument Compute(BsonDocument document, BsonDocument result, List<(string Name, Expression Value)> fields)
    {
        foreach (var (name, compute) in fields)
        {
            if (compute(document) is { } value)
            {
                result[name] = value;
            }
            else
            {
                result.Remove(name);
            }
        }

        return result;
    }
}
