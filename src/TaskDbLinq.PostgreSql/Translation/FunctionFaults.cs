using Npgsql;
using TaskDbLinq.PostgreSql.Functions;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>Says what to do where the functions that a query calls are not installed.</summary>
internal static class FunctionFaults
{
    /// <summary>Explains why a command failed, where that is why.</summary>
    /// <exception cref="InvalidOperationException">The functions are not installed.</exception>
    public static void Explain(Exception fault)
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
