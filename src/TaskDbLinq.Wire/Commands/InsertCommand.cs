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
        var tasks = new List<(int Index, TaskRecord Task)>(documents.Count);
        for (var index = 0; index < documents.Count && !reply.IsOver; index++)
        {
            var (at, document) = (index, documents[index]);
            reply.Try(at, collection.Namespace, () =>
            {
                var task = FieldInput.ReadTask(document);
                StorableTexts.Check(task, inDicts: true);
                tasks.Add((at, task));
            });
        }

        collection.Beside(() => Add(collection, tasks, reply));
        return reply.ToBson();
    }

    private static bool Add(TaskCollection collection, List<(int Index, TaskRecord Task)> tasks, WriteReply reply)
    {
        if (tasks.Count > 1 && TryTogether(collection.Db, tasks))
        {
            reply.Count += tasks.Count;
            return true;
        }

        var isOver = false;
        foreach (var (index, task) in tasks)
        {
            if (!isOver)
            {
                var isMade = reply.Try(index, collection.Namespace, () => collection.Db.AddAsync(task).GetAwaiter().GetResult());
                reply.Count += isMade ? 1 : 0;
                isOver = !isMade && reply.IsOver;
            }
        }

        return true;
    }

    /// <summary>A store may refuse what is right on its own; then each is tried by itself.</summary>
    private static bool TryTogether(ITaskDb db, List<(int Index, TaskRecord Task)> tasks)
    {
        try
        {
            db.WriteAsync(TaskBatch.Add(tasks.Select(pair => pair.Task))).GetAwaiter().GetResult();
            return true;
        }
        catch (Exception fault) when (fault is DuplicateTaskException or QueryException)
        {
            return false;
        }
    }
}
