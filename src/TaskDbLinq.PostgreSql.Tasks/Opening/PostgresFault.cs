using System.Net.Sockets;
using Npgsql;
using TaskDbLinq.Filters;

namespace TaskDbLinq.PostgreSql.Tasks.Opening;

/// <summary>PostgreSQL's errors in the terms of a task database: one sentence that says what happened.</summary>
/// <param name="server">The server and the database, as messages name them.</param>
internal sealed class PostgresFault(string server)
{
    /// <summary>What the functions of TaskDbLinq.PostgreSql raise for a value that they can't read as memory does.</summary>
    private const string Refused = "TDL01";

    /// <summary>What an error means; null for one that is not the server's.</summary>
    public TaskDbLinqException? Explain(Exception fault) => Innermost(fault) switch
    {
        TaskDbLinqException => null,
        PostgresException error => Explain(error),
        NpgsqlException { InnerException: TimeoutException } error => Because("did not answer in time", error),
        NpgsqlException { InnerException: SocketException socket } error => Because($"can't be reached: {Sentence(socket.Message)}", error),
        NpgsqlException error => Because("is not there any more: the connection ended", error),
        SocketException socket => Because($"can't be reached: {Sentence(socket.Message)}", socket),
        _ => null,
    };

    /// <summary>Returns whether another try may succeed, since changes of others were in the way.</summary>
    public static bool IsPassing(Exception fault) => fault is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation
    };

    private TaskDbLinqException Explain(PostgresException error) => error.SqlState switch
    {
        Refused => new QueryException(new QueryProblem(string.Empty, Sentence(error.MessageText))),
        PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter =>
            new QueryException(new QueryProblem(string.Empty, "a string has U+0000, which no string of PostgreSQL has")),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            Because("refuses the user: check name and password", error),
        PostgresErrorCodes.InvalidCatalogName => Because("does not exist: create it", error),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => Because("holds no task database", error),
        PostgresErrorCodes.InsufficientPrivilege => Because($"does not allow this to the user: {Sentence(error.MessageText)}", error),
        PostgresErrorCodes.DiskFull => Because("has no space left", error),
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            new ReadOnlyTaskDbException($"The PostgreSQL database {server} is open for reading only."),
        PostgresErrorCodes.QueryCanceled => Because("gave up: the time that it allows for a statement is over", error),
        _ => Because($"can't answer: {Sentence(error.MessageText)}", error),
    };

    private TaskDbException Because(string reason, Exception fault) => new($"The PostgreSQL database {server} {reason}.", fault);

    /// <summary>EF Core wraps what may pass by itself.</summary>
    private static Exception Innermost(Exception fault) =>
        fault is InvalidOperationException or AggregateException && fault.InnerException is { } inner ? Innermost(inner) : fault;

    private static string Sentence(string message) => message.Split('\n')[0].Trim().TrimEnd('.');
}
