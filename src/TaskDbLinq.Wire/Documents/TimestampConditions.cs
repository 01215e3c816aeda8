using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// Conditions on a timestamp. A client sees whole milliseconds where a task may hold finer ones, and a filter is about what it
/// sees: <c>{ t: d } => { t: { $gte: d, $lt: d + 1 ms } }</c>, <c>{ $gt: d } => { $gte: d + 1 ms }</c>, <c>{ $lte: d } => { $lt: d + 1 ms
/// }</c>.
/// </summary>
internal static class TimestampConditions
{
    private static readonly BsonDateTime First = new(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc));

    /// <summary>The last millisecond of all: there is none after it.</summary>
    private static readonly BsonDateTime Last = new(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc));

    public static IEnumerable<BsonElement> Of(string path, BsonValue condition)
    {
        if (condition is not BsonDocument { ElementCount: > 0 } operators || !operators.GetElement(0).Name.StartsWith('$'))
        {
            return [new(path, condition is BsonDateTime date ? Equal(date) : Checked(path, condition))];
        }

        var plain = new BsonDocument();
        var others = new List<BsonElement>();
        foreach (var (name, operand) in operators.Select(element => (element.Name, element.Value)))
        {
            switch (name, operand)
            {
                case ("$eq", BsonDateTime date):
                    others.Add(new(path, Equal(date)));
                    break;
                case ("$ne", BsonDateTime date):
                    others.Add(new(path, new BsonDocument("$not", Equal(date))));
                    break;
                case ("$gt", BsonDateTime date):
                    others.Add(new(path, IsLast(date) ? new BsonDocument("$in", new BsonArray()) : new BsonDocument("$gte", Next(date))));
                    break;
                case ("$lte" or "$le", BsonDateTime date):
                    others.Add(new(path, IsLast(date) ? new BsonDocument("$gte", First) : new BsonDocument("$lt", Next(date))));
                    break;
                case ("$in", BsonArray list):
                    others.Add(new("$or", Alternatives(path, list)));
                    break;
                case ("$nin", BsonArray list):
                    others.Add(new("$nor", Alternatives(path, list)));
                    break;
                case ("$not", BsonDocument inner):
                    var complement =
                        new BsonArray { new BsonDocument("$and", new BsonArray(Of(path, inner).Select(part => new BsonDocument(part)))) };
                    others.Add(new("$nor", complement));
                    break;
                case ("$regex" or "$options" or "$type" or "$exists" or "$size" or "$mod", _):
                    plain.Add(name, operand);
                    break;
                default:
                    plain.Add(name, Checked($"{path}.{name}", operand));
                    break;
            }
        }

        return plain.ElementCount == 0 && others.Count > 0 ? others : [new(path, plain), .. others];
    }

    /// <summary>An empty list has an operator of its own, which says the same.</summary>
    private static BsonArray Alternatives(string path, BsonArray list)
    {
        var dates = list.OfType<BsonDateTime>().Select(date => new BsonDocument(path, Equal(date)));
        var rest = new BsonArray(list.Where(item => !item.IsValidDateTime).Select(item => Checked($"{path}.$in", item)));
        return [.. dates, new BsonDocument(path, new BsonDocument("$in", rest))];
    }

    private static BsonDocument Equal(BsonDateTime date)
    {
        var condition = new BsonDocument("$gte", date);
        return IsLast(date) ? condition : condition.Add("$lt", Next(date));
    }

    private static bool IsLast(BsonDateTime date) => date == Last;

    private static BsonDateTime Next(BsonDateTime date) => new(date.MillisecondsSinceEpoch + 1);

    /// <summary>Our filters read strings as timestamps; to MongoDB no date equals a string, so that one is refused here.</summary>
    private static BsonValue Checked(string path, BsonValue operand) => operand is BsonString or BsonArray
        ? throw CommandException.BadValue($"{path}: a timestamp is compared with a date, not with a string or a list")
        : operand;
}
