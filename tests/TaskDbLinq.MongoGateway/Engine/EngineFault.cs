using Npgsql;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.MongoGateway.Engine;

/// <summary>What a failure of the engine is to a client.</summary>
internal static class EngineFault
{
    /// <returns>
    /// Null when the engine is gone: a write may or may not have happened, which is what a broken connection tells a driver.
    /// </returns>
    public static CommandException? Explain(Exception failure) => failure switch
    {
        PostgresException engine when ErrorTable.MeansEngineLost(engine.SqlState) => null,

        // An unknown state is named, so that whoever meets it can add it to the table.
        PostgresException engine => new CommandException(
            ErrorTable.Find(engine.SqlState),
            engine.MessageText + (ErrorTable.Knows(engine.SqlState) ? "" : $" (engine state {engine.SqlState})")),
        NpgsqlException { InnerException: TimeoutException } => new CommandException(new(50, "MaxTimeMSExpired"), failure.Message),
        NpgsqlException => null,
        InvalidOperationException or NotSupportedException or FormatException =>
            new CommandException(MongoError.InternalError, failure.Message),
        _ => null,
    };
}
