using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Records;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>insert: tasks, together as far as they can be, and one by one where one of them can't.</summary>
internal sealed class InsertCommand(Server server) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var documents = Statements.Read(call, arguments, "documents");
        var reply = new WriteReply(Statements.AreOrdered(arguments));
        arguments.Ignore("bypassDocumentValidation");
        arguments.Complete();
        var collection = server.Open(call);
        collection.Beside(() => TryTogether(collection.Db, documents, reply) || OneByOne(collection, documents, reply));
        return reply.ToBson();
    }

    /// <summary>What one document is refused for, others may not be; then each is tried by itself.</summary>
    private static bool TryTogether(ITaskDb db, List<BsonDocument> documents, WriteReply reply)
    {
        if (documents.Count == 1)
        {
            return false;
        }

        try
        {
            db.WriteAsync(TaskBatch.Add(documents.Select(FieldInput.ReadTask))).GetAwaiter().GetResult();
            reply.Count += documents.Count;
            return true;
        }
        catch (Exception fault) when (fault is DuplicateTaskException or QueryException or CommandException)
        {
            return false;
        }
    }

    private static bool OneByOne(TaskCollection collection, List<BsonDocument> documents, WriteReply reply)
    {
        for (var index = 0; index < documents.Count && !reply.IsOver; index++)
        {
            var document = documents[index];
            reply.Count += reply.Try(index, collection.Namespace, () =>
            {
                var task = FieldInput.ReadTask(document);
                StorableTexts.Check(task, inDicts: true);
                collection.Db.AddAsync(task).GetAwaiter().GetResult();
            }) ? 1 : 0;
        }

        return true;
    }
}
