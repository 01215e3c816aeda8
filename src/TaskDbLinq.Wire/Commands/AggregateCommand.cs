using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Aggregation;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>aggregate: a pipeline over the tasks.</summary>
internal sealed class AggregateCommand(Server server) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        if (arguments.Value("aggregate") is not BsonString)
        {
            throw new CommandException(Codes.InvalidNamespace, "aggregate needs a collection: there is no pipeline over a whole database");
        }

        var pipeline = Pipeline.Read(arguments.Array("pipeline") ?? throw arguments.Missing("pipeline"), name =>
            server.Catalog.Find(call.Database, name));
        var options = arguments.Document("cursor") is { } cursor ? new Arguments("aggregate.cursor", cursor)
            : throw new CommandException(
                Codes.FailedToParse, "The 'cursor' option is required, except for aggregate with the explain argument");
        var count = options.Count("batchSize") ?? CursorReply.UsualFirst;
        options.Complete();
        arguments.Ignore("allowDiskUse", "bypassDocumentValidation");
        arguments.Refuse("collation", "let", "explain");
        Hints.Check(arguments);
        var time = server.Time(arguments.MaxTime);
        arguments.Complete();
        var opened = server.Find(call) is { } collection
            ? pipeline.Open(collection, time)
            : new DocumentCursor($"{call.Database}.{call.Target}", time, []);
        return server.Replies.Page(call.Client, opened, "firstBatch"u8, count);
    }
}
