using System.Net.Sockets;
using System.Text;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;

namespace TaskDbLinq.Mongo.Connections;

/// <summary>The driver's errors in the terms of a task database: one sentence that says what happened.</summary>
internal sealed class MongoFault(string server, TimeSpan timeout)
{
    /// <summary>What an error means; null for one that is not the driver's.</summary>
    public TaskDbException? Explain(Exception fault) => fault switch
    {
        TaskDbException => null,
        MongoAuthenticationException => Because("refuses the user: check name, password and authSource", fault),
        MongoExecutionTimeoutException or TimeoutException =>
            Because($"did not answer within {timeout.TotalSeconds:0.###} s{Cause(fault)}", fault),
        MongoConnectionException or SocketException => Because($"can't be reached{Cause(fault)}", fault),
        MongoWriteException { WriteError: { } error } => Because($"refused a write: {Sentence(error.Message)}", fault),
        MongoBulkWriteException { WriteErrors: [var first, ..] } => Because($"refused a write: {Sentence(first.Message)}", fault),
        MongoWriteConcernException => Because($"could not keep the promise of the write concern: {Sentence(fault.Message)}", fault),
        MongoCommandException { ErrorMessage: { Length: > 0 } message } => Because($"refused a command: {Sentence(message)}", fault),
        GridFSFileNotFoundException => Because("has lost the file with the buffers of a task", fault),
        EncoderFallbackException => new TaskDbException("A string holds half of a surrogate pair, which BSON can't hold.", fault),
        FormatException => Because($"can't keep or give a record: {Sentence(fault.Message)}", fault),
        MongoException or BsonException => Because($"can't answer: {Sentence(fault.Message)}", fault),
        _ => null,
    };

    /// <summary>Whether the write was refused since the id of a task is taken.</summary>
    public static bool IsDuplicate(MongoException fault) =>
        fault is MongoWriteException { WriteError.Category: ServerErrorCategory.DuplicateKey };

    private TaskDbException Because(string reason, Exception fault) => new($"The MongoDB server at {server} {reason}.", fault);

    /// <summary>The innermost reason, such as "Connection refused", where there is one.</summary>
    private static string Cause(Exception fault)
    {
        var inner = fault;
        while (inner.InnerException is { } next)
        {
            inner = next;
        }

        return inner is SocketException socket ? $": {Sentence(socket.Message)}"
            : fault.Message.Contains("Connection refused", StringComparison.Ordinal) ? ": Connection refused"
            : string.Empty;
    }

    /// <summary>The first line, without its point.</summary>
    private static string Sentence(string message) => message.Split('\n')[0].Trim().TrimEnd('.');
}
