using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Mongo.Connections;
using TaskDbLinq.Mongo.Layout;

namespace TaskDbLinq.Mongo;

/// <summary>Several changes as one: in a transaction where the deployment has them, else each with the step that takes it back.</summary>
internal sealed class BatchWriter(MongoConnection connection)
{
    private readonly IMongoCollection<RawBsonDocument> _documents =
        connection.Database.GetCollection<RawBsonDocument>(connection.Tasks.CollectionNamespace.CollectionName);

    private readonly Stack<Func<Task>> _undo = new();
    private readonly List<ObjectId> _written = [];
    private readonly List<ObjectId> _replaced = [];

    public async Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken)
    {
        var done = false;
        try
        {
            await connection.AskAsync(() => connection.HasTransactions
                ? TransactAsync(batch, cancellationToken)
                : ApplyAsync(session: null, batch, cancellationToken)).ConfigureAwait(false);
            done = true;
        }
        finally
        {
            if (!done)
            {
                await UndoAsync().ConfigureAwait(false);
            }

            await connection.AskAsync(() => connection.Files.DeleteAsync(done ? _replaced : _written)).ConfigureAwait(false);
        }
    }

    private async Task<bool> TransactAsync(TaskBatch batch, CancellationToken cancellationToken)
    {
        using var session = await connection.StartSessionAsync(cancellationToken).ConfigureAwait(false);
        var result = await session.WithTransactionAsync(
            (own, token) => ApplyAsync(own, batch, token), transactionOptions: null, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<bool> ApplyAsync(IClientSessionHandle? session, TaskBatch batch, CancellationToken cancellationToken)
    {
        // A transaction may be tried again; what an aborted try did is gone.
        _undo.Clear();
        _replaced.Clear();
        foreach (var task in batch.Adds)
        {
            await AddAsync(session, task, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (msgId, update) in batch.Updates)
        {
            await UpdateAsync(session, msgId, update, cancellationToken).ConfigureAwait(false);
        }

        foreach (var msgId in batch.Drops)
        {
            await DropAsync(session, msgId, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task AddAsync(IClientSessionHandle? session, TaskRecord task, CancellationToken cancellationToken)
    {
        var stored = await connection.Files.StoreAsync(task, cancellationToken).ConfigureAwait(false);
        _written.AddRange(stored.Files?.Values.Select(file => file.File) ?? []);
        try
        {
            await (session is null
                ? connection.Tasks.InsertOneAsync(stored, options: null, cancellationToken)
                : connection.Tasks.InsertOneAsync(session, stored, options: null, cancellationToken)).ConfigureAwait(false);
        }
        catch (MongoWriteException refusal) when (MongoFault.IsDuplicate(refusal))
        {
            throw new DuplicateTaskException(task.MsgId, refusal);
        }

        // A server of ours gives a task its msg_id as _id, whatever was sent.
        var ids = new BsonDocument("$in", new BsonArray { stored.Id, task.MsgId });
        var added = new BsonDocument { { TaskKey.MsgId, task.MsgId }, { "_id", ids } };
        _undo.Push(() => _documents.DeleteOneAsync(added));
    }

    private async Task UpdateAsync(IClientSessionHandle? session, string msgId, TaskUpdate update, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument(TaskKey.MsgId, msgId);
        var (changes, written) = await UpdateDocuments.StoreAsync(connection.Files, msgId, update, cancellationToken).ConfigureAwait(false);
        _written.AddRange(written);
        var before = update.Count == 0
            ? await FindAsync(session, filter, cancellationToken).ConfigureAwait(false)
            : await (session is null
                ? _documents.FindOneAndUpdateAsync<RawBsonDocument>(filter, changes, options: null, cancellationToken)
                : _documents.FindOneAndUpdateAsync<RawBsonDocument>(
                    session, filter, changes, options: null, cancellationToken)).ConfigureAwait(false);
        if (before is null)
        {
            throw new TaskNotFoundException(msgId);
        }

        _undo.Push(() => _documents.ReplaceOneAsync(new BsonDocument("_id", before["_id"]), before));
        var fields = update.Select(change => change.Key.Key).ToHashSet(StringComparer.Ordinal);
        _replaced.AddRange(RowFiles.Of(new BsonDocument(before.Where(element => fields.Contains(element.Name)))));
    }

    private async Task DropAsync(IClientSessionHandle? session, string msgId, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument(TaskKey.MsgId, msgId);
        var before = await (session is null
            ? _documents.FindOneAndDeleteAsync<RawBsonDocument>(filter, options: null, cancellationToken)
            : _documents.FindOneAndDeleteAsync<RawBsonDocument>(session, filter, options: null, cancellationToken)).ConfigureAwait(false);
        if (before is null)
        {
            throw new TaskNotFoundException(msgId);
        }

        _undo.Push(() => _documents.InsertOneAsync(before));
        _replaced.AddRange(RowFiles.Of(before));
    }

    private async Task<RawBsonDocument?> FindAsync(IClientSessionHandle? session, BsonDocument filter, CancellationToken cancellationToken)
    {
        var find = session is null ? _documents.Find(filter) : _documents.Find(session, filter);
        return await find.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the steps back, the last one first. A transaction that failed has done so already.</summary>
    private Task<bool> UndoAsync() => connection.AskAsync(async () =>
    {
        while (!connection.HasTransactions && _undo.TryPop(out var step))
        {
            await step().ConfigureAwait(false);
        }

        return true;
    });
}
