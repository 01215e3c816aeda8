using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.PostgreSql.Dialect;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>The commands of a context of PostgreSQL.</summary>
internal sealed class CheckedCommands(RelationalCommandBuilderDependencies dependencies) : OwnCommands(dependencies)
{
    protected override RelationalCommand CreateCommand() => new CheckedCommand(Dependencies);
}

/// <summary>A command that is checked before it is sent, and explains why it failed.</summary>
internal class CheckedCommand(RelationalCommandBuilderDependencies dependencies)
    : RelationalCommand(dependencies, string.Empty, string.Empty, [])
{
    public override DbCommand CreateDbCommand(
        RelationalCommandParameterObject parameterObject, Guid commandId, DbCommandMethod commandMethod)
    {
        var command = base.CreateDbCommand(parameterObject, commandId, commandMethod);

        // A command that is only shown, as ToQueryString does, has no method that will be called.
        if (Enum.IsDefined(commandMethod))
        {
            NulCheck.Check(command);
        }

        return command;
    }

    public override RelationalDataReader ExecuteReader(RelationalCommandParameterObject parameterObject) =>
        Execute(base.ExecuteReader, parameterObject);

    public override Task<RelationalDataReader> ExecuteReaderAsync(
        RelationalCommandParameterObject parameterObject, CancellationToken cancellationToken = default) =>
        ExecuteAsync(base.ExecuteReaderAsync, parameterObject, cancellationToken);

    public override int ExecuteNonQuery(RelationalCommandParameterObject parameterObject) =>
        Execute(base.ExecuteNonQuery, parameterObject);

    public override Task<int> ExecuteNonQueryAsync(
        RelationalCommandParameterObject parameterObject, CancellationToken cancellationToken = default) =>
        ExecuteAsync(base.ExecuteNonQueryAsync, parameterObject, cancellationToken);

    public override object? ExecuteScalar(RelationalCommandParameterObject parameterObject) =>
        Execute(base.ExecuteScalar, parameterObject);

    public override Task<object?> ExecuteScalarAsync(
        RelationalCommandParameterObject parameterObject, CancellationToken cancellationToken = default) =>
        ExecuteAsync(base.ExecuteScalarAsync, parameterObject, cancellationToken);

    /// <summary>Executes on an open connection, which alone tells the encoding; a reader keeps it open.</summary>
    private static T Execute<T>(
        Func<RelationalCommandParameterObject, T> execute, RelationalCommandParameterObject parameterObject)
    {
        var connection = parameterObject.Connection;
        connection.Open();
        try
        {
            EncodingCheck.Check(connection.DbConnection);
            return execute(parameterObject);
        }
        catch (PostgresException fault) when (FunctionFaults.IsMissing(fault))
        {
            throw FunctionFaults.Explain(fault);
        }
        finally
        {
            connection.Close();
        }
    }

    /// <inheritdoc cref="Execute"/>
    private static async Task<T> ExecuteAsync<T>(
        Func<RelationalCommandParameterObject, CancellationToken, Task<T>> execute,
        RelationalCommandParameterObject parameterObject,
        CancellationToken cancellationToken)
    {
        var connection = parameterObject.Connection;
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            EncodingCheck.Check(connection.DbConnection);
            return await execute(parameterObject, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException fault) when (FunctionFaults.IsMissing(fault))
        {
            throw FunctionFaults.Explain(fault);
        }
        finally
        {
            await connection.CloseAsync().ConfigureAwait(false);
        }
    }
}
