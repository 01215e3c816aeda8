using Npgsql;
using TaskDbLinq.PostgreSql.Tasks.Opening;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>
/// Makes the changes of a group in one transaction: statements are sent together, and a change of several steps can be undone by itself.
/// </summary>
internal sealed class SharedTransaction(TaskServer server)
{
    private const string Savepoint = "change";

    /// <summary>Makes the changes, and commits them; each knows then what came of it.</summary>
    public async Task RunAsync(IReadOnlyList<WriteRequest> group)
    {
        var connection = await server.ConnectAsync(CancellationToken.None).ConfigureAwait(false);
        await using var closed = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using var ended = transaction.ConfigureAwait(false);
        if (group is [StepsRequest only])
        {
            await RunAloneAsync(transaction, only).ConfigureAwait(false);
            return;
        }

        var statements = new List<StatementRequest>();
        foreach (var request in group)
        {
            if (request is StatementRequest statement)
            {
                statements.Add(statement);
            }
            else
            {
                await SendAsync(connection, statements).ConfigureAwait(false);
                await StepAsync(transaction, (StepsRequest)request).ConfigureAwait(false);
            }
        }

        await SendAsync(connection, statements).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    /// <summary>Sends statements at once, and reads what came of each.</summary>
    private static async Task SendAsync(NpgsqlConnection connection, List<StatementRequest> statements)
    {
        if (statements.Count == 0)
        {
            return;
        }

        var batch = new NpgsqlBatch(connection);
        await using var disposed = batch.ConfigureAwait(false);
        statements.ForEach(statement => batch.BatchCommands.Add(statement.Command));
        await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        statements.ForEach(statement => statement.Read());
        statements.Clear();
    }

    /// <summary>
    /// Makes a change of several steps; what it refuses, or can't write, is undone, and the others of its group are not. What the server
    /// refuses ends the transaction, and is tried again.
    /// </summary>
    private async Task StepAsync(NpgsqlTransaction transaction, StepsRequest request)
    {
        await transaction.SaveAsync(Savepoint).ConfigureAwait(false);
        try
        {
            request.Set(await request.RunAsync(transaction).ConfigureAwait(false), fault: null);
            await transaction.ReleaseAsync(Savepoint).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsItsOwn(fault))
        {
            await transaction.RollbackAsync(Savepoint).ConfigureAwait(false);
            request.Set(0, server.Explain(fault) ?? fault);
        }
    }

    /// <summary>Makes the only change of a transaction, with which it is undone: that saves a savepoint.</summary>
    private async Task RunAloneAsync(NpgsqlTransaction transaction, StepsRequest request)
    {
        try
        {
            request.Set(await request.RunAsync(transaction).ConfigureAwait(false), fault: null);
        }
        catch (Exception fault) when (IsItsOwn(fault))
        {
            await transaction.RollbackAsync().ConfigureAwait(false);
            request.Set(0, server.Explain(fault) ?? fault);
            return;
        }

        await transaction.CommitAsync().ConfigureAwait(false);
    }

    /// <summary>Whether it was not the server that could not make a change.</summary>
    private bool IsItsOwn(Exception fault) => server.Fault.Explain(fault) is null;
}
