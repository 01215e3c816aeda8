using Npgsql;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>Statements that are sent together.</summary>
internal static class Statements
{
    /// <summary>How many are sent at once.</summary>
    public const int ChunkLength = 1_000;

    /// <summary>Sends statements, each of which changes a row.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="statements">The statements, each with the exception to throw where it changed none.</param>
    public static async Task SendAsync(
        NpgsqlConnection connection, IEnumerable<(NpgsqlBatchCommand Command, Func<TaskDbLinqException> Unmade)> statements)
    {
        foreach (var some in statements.Chunk(ChunkLength))
        {
            var batch = new NpgsqlBatch(connection);
            await using var disposed = batch.ConfigureAwait(false);
            foreach (var (command, _) in some)
            {
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
            foreach (var (command, unmade) in some)
            {
                if (command.RecordsAffected == 0)
                {
                    throw unmade();
                }
            }
        }
    }
}
