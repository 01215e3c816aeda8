using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary><c>$lookup</c> by equality of one field with another: the tasks are found by a filter for each value.</summary>
internal static class Lookup
{
    /// <exception cref="CommandException">It is another kind.</exception>
    public static Stage Read(BsonValue value, Func<string, TaskCollection?> find)
    {
        var arguments = new Arguments("$lookup", Stages.DocumentOf("$lookup", value));
        var from = arguments.RequiredText("from");
        var (local, foreign, target) =
            (arguments.RequiredText("localField"), arguments.RequiredText("foreignField"), arguments.RequiredText("as"));
        arguments.Refuse("let", "pipeline");
        arguments.Complete();
        if (target.Contains('.', StringComparison.Ordinal) || target.StartsWith('$'))
        {
            throw Codes.NotSupported($"$lookup.as '{target}'");
        }

        var collection = find(from);
        return documents =>
            documents.Select(document =>
                new BsonDocument(document).Set(target, collection is null ? [] : Found(collection, document, local, foreign))).Bounded();
    }

    /// <summary>A missing value is null; the elements of an array are looked up each.</summary>
    private static BsonArray Found(TaskCollection collection, BsonDocument document, string local, string foreign)
    {
        var values = Paths.Values(document, local).SelectMany(value => value is BsonArray array ? array : Enumerable.Repeat(value, 1))
            .Distinct().ToList();
        var condition = values.Count switch
        {
            0 when Paths.Values(document, local).Any() => new BsonDocument("$in", new BsonArray()),
            0 => new BsonDocument("$eq", BsonNull.Value),
            1 => new BsonDocument("$eq", values[0]),
            _ => new BsonDocument("$in", new BsonArray(values)),
        };
        return [.. Rows.Documents(collection, FilterReader.Read(new BsonDocument(foreign, condition)))];
    }
}
