using System.Collections.Frozen;
using MongoDB.Bson;
using Npgsql;
using TaskDbLinq.MongoGateway.Engine;
using TaskDbLinq.MongoGateway.Wire;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>Finds the command of a request, runs it and turns whatever goes wrong into a reply.</summary>
internal sealed class Dispatcher(FrozenDictionary<string, ICommand> commands)
{
    /// <exception cref="EngineLostException">The engine is gone; there is nothing truthful to reply.</exception>
    public ReadOnlyMemory<byte> Run(Request request, int connection)
    {
        try
        {
            var call = CommandCall.From(request, connection);
            return Find(call).Run(call);
        }
        catch (CommandException failure)
        {
            return Error(failure.Error, failure.Message);
        }
        catch (PostgresException failure) when (!ErrorTable.MeansEngineLost(failure.SqlState))
        {
            // An unknown state is named, so that whoever meets it can add it to the table.
            var state = ErrorTable.Knows(failure.SqlState) ? "" : $" (engine state {failure.SqlState})";
            return Error(ErrorTable.Find(failure.SqlState), failure.MessageText + state);
        }
        catch (NpgsqlException failure) when (failure.InnerException is TimeoutException)
        {
            return Error(new(50, "MaxTimeMSExpired"), failure.Message);
        }
        catch (NpgsqlException failure)
        {
            // A write may or may not have happened, which is what a broken connection tells a driver.
            throw new EngineLostException(failure);
        }
        catch (Exception failure)
            when (failure is InvalidOperationException or NotSupportedException or FormatException)
        {
            return Error(ErrorTable.InternalError, failure.Message);
        }
    }

    private ICommand Find(CommandCall call)
    {
        if (!commands.TryGetValue(call.Name, out var command))
        {
            throw new CommandException(new(59, "CommandNotFound"), $"no such command: '{call.Name}'");
        }

        return !call.Legacy || command is HelloCommand
            ? command
            : throw new CommandException(
                new(352, "UnsupportedOpQueryCommand"), $"Unsupported OP_QUERY command: {call.Name}");
    }

    private static byte[] Error(MongoError error, string message) => new BsonDocument
    {
        { "ok", 0.0 },
        { "errmsg", message },
        { "code", error.Code },
        { "codeName", error.Name },
    }.ToBson();
}

/// <summary>The engine cannot be reached or broke off in the middle of a call.</summary>
internal sealed class EngineLostException(Exception cause) : Exception(cause.Message, cause);
