using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Mongo.Connections;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Mongo.Reading;

namespace TaskDbLinq.Mongo;

/// <summary>The writes to the collection. Each record is changed by one command, which the server does whole or not at all.</summary>
internal sealed class TaskWriter(MongoConnection connection)
{
    private static readonly TaskKeys IdOnly = TaskKeys.Of(TaskKey.MsgId);
    private static readonly InsertManyOptions Unordered = new() { IsOrdered = false };

    public async Task AddAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        var stored = await connection.AskAsync(() => connection.Files.StoreAsync(task, cancellationToken)).ConfigureAwait(false);
        try
        {
            await connection.Tasks.InsertOneAsync(stored, options: null, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoWriteException refusal) when (refusal.WriteError is not null)
        {
            await DeleteFilesAsync([stored]).ConfigureAwait(false);
            throw MongoFault.IsDuplicate(refusal) ? new DuplicateTaskException(task.MsgId, refusal) : connection.Fault.Explain(refusal)!;
        }
        catch (Exception error) when (connection.Fault.Explain(error) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>Adds tasks, whatever happens to the others.</summary>
    /// <returns>Those that were refused; null when none was.</returns>
    public async Task<RefusedTasks?> AddAsync(IReadOnlyList<TaskRecord> tasks, CancellationToken cancellationToken)
    {
        var stored = new List<TaskDocument>(tasks.Count);
        foreach (var task in tasks)
        {
            stored.Add(await connection.AskAsync(() => connection.Files.StoreAsync(task, cancellationToken)).ConfigureAwait(false));
        }

        try
        {
            await connection.Tasks.InsertManyAsync(stored, Unordered, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (MongoBulkWriteException refusal) when (refusal.WriteErrors.Count > 0)
        {
            int[] places = [.. refusal.WriteErrors.Select(error => error.Index)];
            await DeleteFilesAsync(places.Select(place => stored[place])).ConfigureAwait(false);
            return new RefusedTasks(
                places.ToHashSet(),
                refusal.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey)
                    ? new DuplicateTaskException(tasks[places[0]].MsgId, refusal)
                    : connection.Fault.Explain(refusal)!);
        }
        catch (Exception error) when (connection.Fault.Explain(error) is { } explained)
        {
            throw explained;
        }
    }

    public Task UpdateAsync(BsonDocument filter, string msgId, TaskUpdate update, CancellationToken cancellationToken) =>
        connection.AskAsync(async () =>
    {
        if (update.Count == 0)
        {
            return await connection.Tasks.CountDocumentsAsync(filter, options: null, cancellationToken).ConfigureAwait(false) == 0
                ? throw new TaskNotFoundException(msgId)
                : true;
        }

        var (changes, written) = await UpdateDocuments.StoreAsync(connection.Files, msgId, update, cancellationToken).ConfigureAwait(false);
        if (update.All(change => change.Key.Kind != TaskFieldKind.Buffers))
        {
            var result = await connection.Tasks.UpdateOneAsync(filter, changes, options: null, cancellationToken).ConfigureAwait(false);
            return result.MatchedCount == 0 ? throw new TaskNotFoundException(msgId) : true;
        }

        // The files that the new values replace go with the old values; those of another field stay.
        var options = new FindOneAndUpdateOptions<TaskDocument, BsonDocument>
        {
            ReturnDocument = ReturnDocument.Before,
            Projection = RowFiles.ProjectionOf(update.Select(change => change.Key).Where(field => field.Kind == TaskFieldKind.Buffers)),
        };
        var before = await connection.Tasks.FindOneAndUpdateAsync(filter, changes, options, cancellationToken).ConfigureAwait(false);
        await connection.Files.DeleteAsync(before is null ? written : RowFiles.Of(before)).ConfigureAwait(false);
        return before is null ? throw new TaskNotFoundException(msgId) : true;
    });

    /// <summary>Sets fields that hold no buffers.</summary>
    /// <returns>False when the filter finds no task.</returns>
    public Task<bool> TryUpdateAsync(BsonDocument filter, string msgId, TaskUpdate update, CancellationToken cancellationToken) =>
        connection.AskAsync(async () =>
        {
            var (changes, _) = await UpdateDocuments.StoreAsync(connection.Files, msgId, update, cancellationToken).ConfigureAwait(false);
            var result = await connection.Tasks.UpdateOneAsync(filter, changes, options: null, cancellationToken).ConfigureAwait(false);
            return result.MatchedCount > 0;
        });

    /// <returns>False when there is no such task.</returns>
    public Task<bool> DropOneAsync(BsonDocument filter, CancellationToken cancellationToken) => connection.AskAsync(async () =>
    {
        var options = new FindOneAndDeleteOptions<TaskDocument, BsonDocument> { Projection = RowFiles.Projection };
        var dropped = await connection.Tasks.FindOneAndDeleteAsync(filter, options, cancellationToken).ConfigureAwait(false);
        if (dropped is not null)
        {
            await connection.Files.DeleteAsync(RowFiles.Of(dropped)).ConfigureAwait(false);
        }

        return dropped is not null;
    });

    /// <summary>Drops what a filter selects: tasks with files one by one, so that no file is forgotten, and the others at once.</summary>
    public async Task<long> DropAsync(BsonDocument filter, CancellationToken cancellationToken)
    {
        // Most databases have no such file, and then there is nothing to look for. That is asked beside the command, not before it: the
        // command leaves tasks with files alone, and those that were there before are found by either order.
        var rest = connection.AskAsync(
            () => connection.Tasks.DeleteManyAsync(RowFiles.Without(filter), options: null, cancellationToken));
        var hasFiles = connection.AskAsync(() => connection.Files.AnyAsync(cancellationToken));
        await Task.WhenAll(rest, hasFiles).ConfigureAwait(false);
        var count = (await rest.ConfigureAwait(false)).DeletedCount;
        return await hasFiles.ConfigureAwait(false)
            ? count + await DropWithFilesAsync(filter, cancellationToken).ConfigureAwait(false)
            : count;
    }

    private async Task<long> DropWithFilesAsync(BsonDocument filter, CancellationToken cancellationToken)
    {
        long count = 0;
        await foreach (
            var values in new RowQuery(connection, RowFiles.With(filter), IdOnly).ValuesAsync(cancellationToken).ConfigureAwait(false))
        {
            // By its id, as a sharded cluster wants it; and still by the filter, since it may have changed meanwhile.
            var one = new BsonDocument { { TaskKey.MsgId, (string)values[0]! }, { "$and", new BsonArray { filter } } };
            count += await DropOneAsync(one, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Removes the files of records that were refused. Cancelling does not stop it: nothing names them any more.</summary>
    private Task<bool> DeleteFilesAsync(IEnumerable<TaskDocument> refused) => connection.AskAsync(async () =>
    {
        var files = refused.SelectMany(stored => stored.Files?.Values ?? Enumerable.Empty<BufferReference>());
        await connection.Files.DeleteAsync(files.Select(reference => reference.File)).ConfigureAwait(false);
        return true;
    });
}
