using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using TaskDbLinq.PostgreSql.Functions;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>Says what to do where the functions that a query calls are not installed.</summary>
internal sealed class FunctionFaults : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Explain(eventData.Exception);

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Explain(eventData.Exception);
        return Task.CompletedTask;
    }

    private static void Explain(Exception fault)
    {
        if (fault is not PostgresException { SqlState: var state, MessageText: var message })
        {
            return;
        }

        if (state is PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName
            && message.Contains(JsonFunctions.Schema, StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"The database has no schema {JsonFunctions.Schema}, by whose functions filters ask jsonb columns. "
                + "Call context.Database.EnsureJsonFunctions() once, or migrationBuilder.AddJsonFunctions() in a migration.", fault);
        }
    }
}
