using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Values;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>count: how many tasks a filter selects.</summary>
internal sealed class CountCommand(Server server) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        arguments.Refuse("collation");
        arguments.Ignore("fields");
        Hints.Check(arguments);
        var filter = FilterReader.Read(arguments.Document("query"));
        var skip = arguments.Count("skip") ?? 0;
        var limit = arguments.Integer("limit") is { } number and not 0 ? Math.Abs(number) : long.MaxValue;
        using var time = new CancellationTokenSource(server.Time(arguments.MaxTime));
        arguments.Complete();
        var count = server.Find(call)?.Db.CountAsync(filter, time.Token).GetAwaiter().GetResult() ?? 0;
        return Reply.Ok(new BsonDocument("n", Numbers.Of(Math.Clamp(count - skip, 0, limit))));
    }
}

/// <summary>distinct: the values at a path, each once. An array counts as its elements.</summary>
internal sealed class DistinctCommand(Server server) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        arguments.Refuse("collation");
        Hints.Check(arguments);
        var key = arguments.RequiredText("key");
        var filter = FilterReader.Read(arguments.Document("query"));
        arguments.Complete();
        var projection = Projection.Read(
            new BsonDocument { { DocumentNames.Id, key == DocumentNames.Id }, { key == DocumentNames.Id ? TaskKey.MsgId : key, 1 } });
        var seen = new HashSet<DocumentValue>();
        var values = new BsonArray();
        foreach (var row in server.Find(call)?.Db.Query(new TaskQuery { Filter = filter, Keys = projection.Keys }) ?? [])
        {
            var found = Paths.Values(RowDocument.Of(row), key);
            foreach (var value in found.SelectMany(value => value is BsonArray array ? array : Enumerable.Repeat(value, 1)))
            {
                if (seen.Add(Paths.Read(value)))
                {
                    values.Add(value);
                }
            }
        }

        return Reply.Ok(new BsonDocument("values", values));
    }
}
