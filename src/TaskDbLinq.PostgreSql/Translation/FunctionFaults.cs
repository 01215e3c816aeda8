using Npgsql;
using TaskDbLinq.PostgreSql.Functions;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>Says what to do where the functions that a query calls are not installed.</summary>
internal static class FunctionFaults
{
    /// <summary>Returns whether a command failed because the functions are not installed.</summary>
    public static bool IsMissing(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName
            && fault.MessageText.Contains(JsonFunctions.Schema, StringComparison.Ordinal);

    /// <summary>Explains such a failure.</summary>
    public static InvalidOperationException Explain(PostgresException fault) => new(
        $"The database has no schema {JsonFunctions.Schema}, by whose functions filters ask jsonb columns. "
            + "Call context.Database.EnsureJsonFunctions() once, or migrationBuilder.AddJsonFunctions() in a migration.",
        fault);
}
