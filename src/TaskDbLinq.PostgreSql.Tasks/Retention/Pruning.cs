using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Tasks.Opening;
using TaskDbLinq.PostgreSql.Tasks.Reading;

namespace TaskDbLinq.PostgreSql.Tasks.Retention;

/// <summary>
/// Drops what a policy does not keep, in one transaction. The ids go to a table of the transaction's own, so that a rehearsal finds by the
/// same statements what a real run drops.
/// </summary>
internal sealed class Pruning(TaskServer server, RetentionPolicy policy, DateTime now)
{
    private const string Drops = "task_drop";

    /// <summary>"tdpr": one process prunes at a time; the next one sees what is left.</summary>
    private const long Lock = 0x74647072;

    /// <summary>Which tasks a step still sees, in the order in which they go.</summary>
    private const string Left = $"{TaskContext.Table} AS t WHERE NOT EXISTS (SELECT FROM {Drops} AS d WHERE d.msg_id = t.msg_id)";
    private const string Size = "buffers_size + result_buffers_size";
    private const string Order = "ORDER BY completed IS NULL, submitted NULLS FIRST, msg_id";

    public async Task<PruneReport> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var connection = await server.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var closed = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ended = transaction.ConfigureAwait(false);
        await connection.RunAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken).ConfigureAwait(false);
        await connection.RunAsync(
            $"CREATE TEMPORARY TABLE {Drops} (msg_id text COLLATE \"C\" PRIMARY KEY) ON COMMIT DROP", cancellationToken)
            .ConfigureAwait(false);
        var byRule = new List<long>();
        foreach (var filter in policy.Dropped(now))
        {
            byRule.Add(filter is null ? 0 : await ByRuleAsync(connection, filter, cancellationToken).ConfigureAwait(false));
        }

        var report = new PruneReport(
            [.. byRule],
            await ByRecordLimitAsync(connection, cancellationToken).ConfigureAwait(false),
            await BySizeLimitAsync(connection, cancellationToken).ConfigureAwait(false),
            await connection.AskAsync<long>(
                $"SELECT coalesce(sum({Size}), 0)::bigint FROM {TaskContext.Table} JOIN {Drops} USING (msg_id)", cancellationToken)
                .ConfigureAwait(false));
        if (!dryRun)
        {
            await connection.RunAsync(
                $"DELETE FROM {TaskContext.Table} AS t USING {Drops} AS d WHERE d.msg_id = t.msg_id", cancellationToken)
                .ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return report;
    }

    private async Task<long> ByRuleAsync(NpgsqlConnection connection, Filter filter, CancellationToken cancellationToken)
    {
        var context = server.CreateContext(connection);
        await using var disposed = context.ConfigureAwait(false);
        var command = context.Tasks.Where(TaskReader.Predicate(filter)).Select(task => task.MsgId).CreateDbCommand();
        await using var closed = command.ConfigureAwait(false);
        command.CommandText = $"INSERT INTO {Drops} SELECT * FROM ({command.CommandText}) AS r ON CONFLICT DO NOTHING";
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<long> ByRecordLimitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (policy.RecordLimit is not { } limit)
        {
            return 0;
        }

        var count = await connection.AskAsync<long>($"SELECT count(*) FROM {Left}", cancellationToken).ConfigureAwait(false);
        return count <= limit
            ? 0
            : await connection.RunAsync(
                $"INSERT INTO {Drops} SELECT msg_id FROM {Left} {Order} LIMIT $1",
                cancellationToken,
                new NpgsqlParameter<long> { TypedValue = count - policy.RecordsKept }).ConfigureAwait(false);
    }

    /// <summary>Tasks go until the rest fits: each one before which too much is still there.</summary>
    private async Task<long> BySizeLimitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (policy.SizeLimit is not { } limit)
        {
            return 0;
        }

        var bytes = await connection.AskAsync<long>($"SELECT coalesce(sum({Size}), 0)::bigint FROM {Left}", cancellationToken)
            .ConfigureAwait(false);
        var sums = $"SELECT msg_id, {Size} AS size, sum({Size}) OVER ({Order} ROWS UNBOUNDED PRECEDING) AS upto FROM {Left}";
        return bytes <= limit
            ? 0
            : await connection.RunAsync(
                $"INSERT INTO {Drops} SELECT msg_id FROM ({sums}) AS s WHERE upto - size < $1",
                cancellationToken,
                new NpgsqlParameter<long> { TypedValue = bytes - policy.BytesKept }).ConfigureAwait(false);
    }
}
