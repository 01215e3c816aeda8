using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Collections;

/// <summary>Failures of the database as MongoDB's errors.</summary>
internal static class Faults
{
    /// <summary>The error that a command is answered with; null for a fault of the server.</summary>
    public static CommandException? Explain(Exception fault) => fault switch
    {
        CommandException own => own,
        QueryTimeoutException or OperationCanceledException => new(Codes.MaxTimeExpired, fault.Message),
        QueryException => new(MongoError.BadValue, fault.Message),
        DuplicateTaskException => new(MongoError.DuplicateKey, fault.Message),
        ReadOnlyTaskDbException => new(Codes.IllegalOperation, fault.Message),
        NoDataException => new(Codes.IllegalOperation, fault.Message),
        TaskDbLinqException => new(Codes.OperationFailed, fault.Message),
        ObjectDisposedException => new(new MongoError(91, "ShutdownInProgress"), "the server is stopping"),
        _ => null,
    };

    /// <summary>The error of one statement of a write; null for one that concerns the command.</summary>
    public static BsonDocument? OfStatement(Exception fault, string ns) => fault switch
    {
        DuplicateTaskException duplicate => new BsonDocument
        {
            { "code", MongoError.DuplicateKey.Code },
            { "errmsg", $"E11000 duplicate key error collection: {ns} index: msg_id_1 dup key: {{ msg_id: \"{duplicate.MsgId}\" }}" },
            { "keyPattern", new BsonDocument(TaskKey.MsgId, 1) },
            { "keyValue", new BsonDocument(TaskKey.MsgId, duplicate.MsgId) },
        },
        CommandException own => new BsonDocument { { "code", own.Error.Code }, { "errmsg", own.Message } },
        QueryException or ReadOnlyTaskDbException or NoDataException when Explain(fault) is { } error =>
            new BsonDocument { { "code", error.Error.Code }, { "errmsg", error.Message } },
        _ => null,
    };
}
