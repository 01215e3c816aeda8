using TaskDbLinq.Records;
using TaskDbLinq.Server.Wire;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Writing;

/// <summary>What a change does.</summary>
internal enum WriteOperation
{
    Add,
    Update,
    Drop,
}

/// <summary>One change of a batch.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="MsgId">The task.</param>
/// <param name="Update">The new values.</param>
/// <param name="Extra">The new values of extra fields.</param>
/// <param name="Problem">Why it can't be made; null when it can.</param>
internal sealed record WriteItem(WriteOperation Operation, string MsgId, TaskUpdate Update, Document Extra, Failure? Problem = null)
{
    /// <summary>The task that an add makes.</summary>
    public TaskRecord Task()
    {
        var task = Update.Apply(new TaskRecord { MsgId = MsgId });
        return Extra.Count == 0 ? task : task with { Metadata = ExtraFields.With(task.Metadata, Extra) };
    }

    /// <summary>
    /// Reads a change; what is wrong with one is its own problem, and none of the batch's. Its buffers are taken in any case.
    /// </summary>
    /// <exception cref="BadRequestException">The frame has fewer buffers than its JSON reports.</exception>
    public static WriteItem Read(DocumentValue value, Frame frame)
    {
        var id = (value["id"] as DocumentString)?.Value ?? string.Empty;
        try
        {
            var (update, extra) = FieldReader.Read(id, value["set"] as Document ?? Document.Empty, frame);
            StorableTexts.Check(update, inDicts: true);
            return id.Length > 0 && OperationOf(value["op"]) is { } operation
                ? new WriteItem(operation, id, update, extra)
                : Bad(id, new Failure(400, "request", "expected an object with op (add, update or drop), id and set"));
        }
        catch (QueryException problem)
        {
            return Bad(id, Failure.Of(problem));
        }
    }

    private static WriteOperation? OperationOf(DocumentValue value) => (value as DocumentString)?.Value switch
    {
        "add" => WriteOperation.Add,
        "update" => WriteOperation.Update,
        "drop" => WriteOperation.Drop,
        _ => null,
    };

    private static WriteItem Bad(string id, Failure problem) => new(WriteOperation.Update, id, TaskUpdate.Empty, Document.Empty, problem);
}
