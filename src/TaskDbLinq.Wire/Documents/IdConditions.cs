using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// Conditions on <c>_id</c>, which is the <c>msg_id</c>: <c>{ _id: "x" } => { msg_id: "x" }</c>. No task has an ObjectId there:
/// <c>{ _id: ObjectId } => { $nor: [{}] }</c>, <c>{ _id: { $in: ["x", ObjectId] } } => { msg_id: { $in: ["x"] } }</c>.
/// </summary>
internal static class IdConditions
{
    public static IEnumerable<BsonElement> Of(BsonValue condition)
    {
        if (condition.IsObjectId)
        {
            return [Never];
        }

        if (condition is not BsonDocument { ElementCount: > 0 } operators || !operators.GetElement(0).Name.StartsWith('$'))
        {
            return [new(TaskKey.MsgId, condition)];
        }

        var kept = new BsonDocument();
        var isNever = false;
        foreach (var (name, operand) in operators.Select(element => (element.Name, element.Value)))
        {
            switch (name, operand)
            {
                case ("$eq" or "$gt" or "$gte" or "$lt" or "$lte", BsonObjectId):
                    isNever = true;
                    break;
                case ("$ne", BsonObjectId):
                    break;
                case ("$in" or "$nin", BsonArray list):
                    kept.Add(name, new BsonArray(list.Where(item => !item.IsObjectId)));
                    break;
                case ("$not", BsonDocument inner) when inner.Values.Any(value => value.IsObjectId):
                    throw CommandException.BadValue("_id.$not: an ObjectId can't stand here; the _id of a task is a string");
                default:
                    kept.Add(name, operand);
                    break;
            }
        }

        return isNever ? [Never] : kept.ElementCount == 0 ? [] : [new(TaskKey.MsgId, kept)];
    }

    private static BsonElement Never => new("$nor", new BsonArray { new BsonDocument() });
}
