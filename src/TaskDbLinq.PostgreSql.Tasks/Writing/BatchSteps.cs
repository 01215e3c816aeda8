using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Tasks.Opening;
using TaskDbLinq.PostgreSql.Tasks.Reading;
using TaskDbLinq.Records;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>Changes of several tasks within a transaction.</summary>
internal sealed class BatchSteps(TaskServer server)
{
    /// <summary>Fewer tasks than this are added by a statement each.</summary>
    private const int LeastCopied = 16;

    /// <summary>How many statements are sent, or rows read, at once.</summary>
    private const int ChunkLength = 1_000;

    /// <summary>Adds, updates and drops, in this order.</summary>
    /// <exception cref="DuplicateTaskException">The id of an added task is taken.</exception>
    /// <exception cref="TaskNotFoundException">A task to update or to drop is not there.</exception>
    public static async Task WriteAsync(NpgsqlConnection connection, TaskBatch batch, IReadOnlyList<StoredTask> adds)
    {
        if (adds.Count < LeastCopied)
        {
            await SendAsync(connection, adds.Select(task => (task.Insert(), Taken(task.MsgId)))).ConfigureAwait(false);
        }
        else if (Repeated(adds).FirstOrDefault() is { } repeated)
        {
            throw new DuplicateTaskException(repeated);
        }
        else if (await FindTakenAsync(connection, adds).ConfigureAwait(false) is [var taken, ..])
        {
            throw new DuplicateTaskException(taken);
        }
        else
        {
            await CopyAsync(connection, adds).ConfigureAwait(false);
        }

        await SendAsync(connection, batch.Updates.Select(pair => (Changes.Update(pair.Key, pair.Value), Unknown(pair.Key))))
            .ConfigureAwait(false);
        await SendAsync(connection, batch.Drops.Select(msgId => (Changes.Drop(msgId), Unknown(msgId)))).ConfigureAwait(false);
    }

    /// <summary>Adds the tasks whose ids are free.</summary>
    /// <returns>The ids that are taken.</returns>
    public static async Task<IReadOnlyList<string>> AddFreeAsync(NpgsqlConnection connection, IReadOnlyList<StoredTask> tasks)
    {
        var taken = await FindTakenAsync(connection, tasks).ConfigureAwait(false);
        var left = taken.ToHashSet(StringComparer.Ordinal);

        // Of several with one id the first is added.
        StoredTask[] free = [.. tasks.Where(task => !left.Contains(task.MsgId))];
        await CopyAsync(connection, [.. free.DistinctBy(task => task.MsgId)]).ConfigureAwait(false);
        return [.. taken, .. Repeated(free)];
    }

    /// <summary>Changes what a filter selects. The rows are locked first, so that what is read of them holds.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="filter">Which tasks.</param>
    /// <param name="changes">What is changed.</param>
    /// <param name="ids">Receives the ids of the tasks.</param>
    /// <exception cref="QueryException">A value of a task can't be changed so.</exception>
    public async Task<long> UpdateMatchingAsync(NpgsqlTransaction transaction, Filter filter, TaskUpdatePlan changes, List<string> ids)
    {
        var now = StoredValue.Timestamp(DateTime.UtcNow);
        var connection = transaction.Connection!;
        var context = server.CreateContext(connection);
        await using var disposed = context.ConfigureAwait(false);
        await context.Database.UseTransactionAsync(transaction).ConfigureAwait(false);
        ids.Clear();
        ids.AddRange(await LockAsync(context, filter).ConfigureAwait(false));
        foreach (var some in ids.Chunk(ChunkLength))
        {
            var rows = changes.IsConstant ? [] : await ReadAsync(context, some, changes.Keys).ConfigureAwait(false);
            var updates = new List<(NpgsqlBatchCommand, Func<TaskDbLinqException>)>();
            foreach (var id in some)
            {
                var update = changes.For(id, field => rows[id][field.Key], now);
                StoredTask.Check(update);
                updates.Add((Changes.Update(id, update), Unknown(id)));
            }

            await SendAsync(connection, updates).ConfigureAwait(false);
        }

        return ids.Count;
    }

    /// <summary>Drops what a filter selects, in one statement.</summary>
    public async Task<long> DropMatchingAsync(NpgsqlTransaction transaction, Filter filter)
    {
        var context = server.CreateContext(transaction.Connection!);
        await using var disposed = context.ConfigureAwait(false);
        await context.Database.UseTransactionAsync(transaction).ConfigureAwait(false);
        return await context.Tasks.Where(TaskReader.Predicate(filter)).ExecuteDeleteAsync().ConfigureAwait(false);
    }

    private static async Task<List<string>> LockAsync(TaskContext context, Filter filter)
    {
        var ids = new List<string>();
        var command = context.Tasks.Where(TaskReader.Predicate(filter)).Select(task => task.MsgId).CreateDbCommand();
        await using var disposed = command.ConfigureAwait(false);
        command.CommandText += "\nFOR UPDATE";
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var closed = reader.ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    private static async Task<Dictionary<string, TaskRow>> ReadAsync(TaskContext context, string[] ids, TaskKeys keys)
    {
        var rows = new Dictionary<string, TaskRow>(StringComparer.Ordinal);
        var fields = keys.Fields.Prepend(TaskFields.MsgId);
        await foreach (var values in TaskRows.Select(context.Tasks.Where(task => ids.Contains(task.MsgId)), fields)
            .AsAsyncEnumerable().ConfigureAwait(false))
        {
            rows.Add((string)values[0]!, new TaskRow(keys, [.. values.Skip(1).Select(TaskField.Present)]));
        }

        return rows;
    }

    private static async Task SendAsync(
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

    private static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<StoredTask> tasks)
    {
        if (tasks.Count == 0)
        {
            return;
        }

        var rows = await connection.BeginBinaryImportAsync(StoredTask.CopySql).ConfigureAwait(false);
        await using var closed = rows.ConfigureAwait(false);
        using var json = new JsonTexts();
        foreach (var task in tasks)
        {
            await task.CopyAsync(rows, json).ConfigureAwait(false);
        }

        await rows.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>The ids that several of the tasks have.</summary>
    private static IEnumerable<string> Repeated(IEnumerable<StoredTask> tasks) =>
        tasks.CountBy(task => task.MsgId).Where(pair => pair.Value > 1).Select(pair => pair.Key);

    /// <summary>The ids that are taken in the table.</summary>
    private static async Task<IReadOnlyList<string>> FindTakenAsync(NpgsqlConnection connection, IReadOnlyList<StoredTask> tasks)
    {
        var command = new NpgsqlCommand($"SELECT msg_id FROM {TaskContext.Table} WHERE msg_id = ANY ($1)", connection)
        {
            Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. tasks.Select(task => task.MsgId)] } },
        };
        await using var disposed = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var closed = reader.ConfigureAwait(false);
        var taken = new List<string>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            taken.Add(reader.GetString(0));
        }

        return taken;
    }

    private static Func<TaskDbLinqException> Taken(string msgId) => () => new DuplicateTaskException(msgId);

    private static Func<TaskDbLinqException> Unknown(string msgId) => () => new TaskNotFoundException(msgId);
}
