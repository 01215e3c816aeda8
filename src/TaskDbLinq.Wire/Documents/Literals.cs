using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// Values in conditions. In our filters some objects stand for a value of another type, as in JSON; in BSON each is what it is:
/// <c>{ $eq: { $date: 1 } } => { $eq: { $literal: { $date: 1 } } }</c>.
/// </summary>
internal static class Literals
{
    /// <summary>Extended JSON's forms, which are no operators.</summary>
    private static readonly HashSet<string> JsonForms = new(StringComparer.Ordinal)
    {
        "$literal", "$date", "$oid", "$binary", "$uuid", "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal",
        "$regularExpression", "$timestamp", "$minKey", "$maxKey", "$undefined", "$symbol", "$code", "$scope", "$dbPointer",
    };

    /// <summary>The condition on a field.</summary>
    public static BsonValue InCondition(string path, BsonValue condition) => condition is BsonDocument operators && IsOperators(operators)
        ? new BsonDocument(
            operators.Select(element => new BsonElement(element.Name, InOperand($"{path}.{element.Name}", element.Name, element.Value))))
        : Of(condition);

    /// <summary>The conditions on the fields of an element.</summary>
    private static BsonDocument InFilter(string path, BsonDocument filter) => new(filter.Select(element => new BsonElement(
        element.Name,
        element.Name is "$and" or "$or" or "$nor" && element.Value is BsonArray parts
            ? new BsonArray(parts.Select(part => part is BsonDocument inner ? InFilter(path, inner) : part))
            : InCondition($"{path}.{element.Name}", element.Value))));

    private static BsonValue InOperand(string path, string name, BsonValue operand) => (name, operand) switch
    {
        _ when JsonForms.Contains(name) => throw CommandException.BadValue($"{path}: unknown operator: {name}"),
        ("$eq" or "$ne" or "$gt" or "$gte" or "$lt" or "$lte" or "$le", _) => Of(operand),
        ("$in" or "$nin", BsonArray list) => new BsonArray(list.Select(item => item is BsonDocument inner && IsOperators(inner)
            ? throw CommandException.BadValue($"{path}: cannot nest $ under {name}")
            : Of(item))),
        ("$all", BsonArray list) =>
            new BsonArray(list.Select(item => item is BsonDocument inner && IsOperators(inner) ? InCondition(path, inner) : Of(item))),
        ("$not", BsonDocument inner) => InCondition(path, inner),
        ("$elemMatch", BsonDocument inner) => IsOperators(inner) && inner.GetElement(0).Name is not ("$and" or "$or" or "$nor")
            ? InCondition(path, inner)
            : InFilter(path, inner),
        _ => operand,
    };

    private static bool IsOperators(BsonDocument document) => document.ElementCount > 0 && document.GetElement(0).Name.StartsWith('$');

    private static BsonValue Of(BsonValue value) => HasDollar(value) ? new BsonDocument("$literal", value) : value;

    private static bool HasDollar(BsonValue value) => value switch
    {
        BsonDocument document => document.Any(element => element.Name.StartsWith('$') || HasDollar(element.Value)),
        BsonArray array => array.Any(HasDollar),
        _ => false,
    };
}
