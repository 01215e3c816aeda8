using System.Globalization;
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
    private const string Order = "ORDER BY completed IS NULL, submitted NULLS FIRST, msg_id";

    public async Task<PruneReport> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var connection = await server.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var closed = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ended = transaction.ConfigureAwait(false);
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellationToken).ConfigureAwait(false);
        await RunAsync(
            connection, $"CREATE TEMPORARY TABLE {Drops} (msg_id text COLLATE \"C\" PRIMARY KEY) ON COMMIT DROP", cancellationToken)
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
            await NumberAsync(
                connection,
                $"SELECT coalesce(sum(buffers_size + result_buffers_size), 0)::bigint FROM {TaskContext.Table} JOIN {Drops} USING (msg_id)",
                cancellationToken).ConfigureAwait(false));
        if (!dryRun)
        {
            await RunAsync(
                connection, $"DELETE FROM {TaskContext.Table} AS t USING {Drops} AS d WHERE d.msg_id = t.msg_id", cancellationToken)
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

    private async Task<long> ByRecordLimitAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        policy.RecordLimit is { } limit
            && await NumberAsync(connection, $"SELECT count(*) FROM {Left}", cancellationToken).ConfigureAwait(false) is var count && count > limit
            ? await InsertAsync(connection, $"SELECT msg_id FROM {Left} {Order} LIMIT $1", count - policy.RecordsKept, cancellationToken)
                .ConfigureAwait(false)
            : 0;

    /// <summary>Tasks go until the rest fits: each one before which too much is still there.</summary>
    private async Task<long> BySizeLimitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Size = "buffers_size + result_buffers_size";
        return policy.SizeLimit is { } limit
            && await NumberAsync(connection, $"SELECT coalesce(sum({Size}), 0)::bigint FROM {Left}", cancellationToken).ConfigureAwait(false) is var bytes
            && bytes > limit
            ? await InsertAsync(
                connection,
                $"SELECT msg_id FROM (SELECT msg_id, {Size} AS size, sum({Size}) OVER ({Order} ROWS UNBOUNDED PRECEDING) AS upto FROM {Left}) AS s "
                    + "WHERE upto - size < $1",
                bytes - policy.BytesKept,
                cancellationToken).ConfigureAwait(false)
            : 0;
    }

    private static async Task<long> InsertAsync(NpgsqlConnection connection, string select, long number, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"INSERT INTO {Drops} {select}", connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = number } },
        };
        await using var disposed = command.ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<long> NumberAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposed = command.ConfigureAwait(false);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposed = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
