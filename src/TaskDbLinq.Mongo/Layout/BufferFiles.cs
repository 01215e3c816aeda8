using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>
/// Buffers that are too large for a document, as GridFS files. A file is written before the record that names it and removed
/// after it, so that what is visible is whole; an interrupted write leaves at most a file that nothing names.
/// </summary>
internal sealed class BufferFiles(IMongoDatabase database, string collection)
{
    /// <summary>
    /// What one field may take up in its document, in bytes: two such fields leave 4 MB of MongoDB's 16 for all the rest,
    /// whatever the order in which they come.
    /// </summary>
    public const long InlineLimit = 6 * 1024 * 1024;

    /// <summary>What BSON adds to each block: its type, its index as a name, its length and subtype; at most.</summary>
    private const long BlockOverhead = 18;

    private readonly GridFSBucket _bucket = new(database, new GridFSBucketOptions { BucketName = $"{collection}_buffers" });

    /// <summary>Where GridFS keeps what it knows of each file of the bucket.</summary>
    private readonly IMongoCollection<BsonDocument> _files = database.GetCollection<BsonDocument>($"{collection}_buffers.files");

    /// <summary>Whether a field's value has to be a file.</summary>
    public static bool IsNeeded(object? value) =>
        value is BufferList buffers && buffers.TotalBytes + (buffers.Count * BlockOverhead) > InlineLimit;

    /// <summary>Returns whether there is any file; while there is none, no record names one, since a file is written first.</summary>
    public Task<bool> AnyAsync(CancellationToken cancellationToken) =>
        _files.Find(FilterDefinition<BsonDocument>.Empty).Project(new BsonDocument("_id", 1)).AnyAsync(cancellationToken);

    /// <summary>The task as it is stored, its large buffers written.</summary>
    public async Task<TaskDocument> StoreAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        var stored = new TaskDocument(task);
        foreach (var field in RowFiles.BufferFields)
        {
            if (field.Read(task) is BufferList buffers && IsNeeded(buffers))
            {
                (stored.Files ??= []).Add(field, await WriteAsync(task.MsgId, field, buffers, cancellationToken).ConfigureAwait(false));
            }
        }

        return stored;
    }

    public async Task<BufferReference> WriteAsync(string msgId, TaskField field, BufferList buffers, CancellationToken cancellationToken)
    {
        var stream = await _bucket.OpenUploadStreamAsync($"{msgId}/{field.Key}", options: null, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            foreach (var block in buffers)
            {
                await stream.WriteAsync(BufferList.ToArray(block).AsMemory(), cancellationToken).ConfigureAwait(false);
            }

            await stream.CloseAsync(cancellationToken).ConfigureAwait(false);
        }

        return new BufferReference(stream.Id, [.. buffers.Select(block => block.Length)]);
    }

    public async Task<BufferList> ReadAsync(BufferReference reference, CancellationToken cancellationToken) =>
        Split(reference, await _bucket.DownloadAsBytesAsync(reference.File, options: null, cancellationToken).ConfigureAwait(false));

    public BufferList Read(BufferReference reference) => Split(reference, _bucket.DownloadAsBytes(reference.File));

    /// <summary>Removes files that nothing names any more; cancelling does not stop it.</summary>
    public async Task<bool> DeleteAsync(IEnumerable<ObjectId> files)
    {
        foreach (var file in files)
        {
            await _bucket.DeleteAsync(file, CancellationToken.None).ConfigureAwait(false);
        }

        return true;
    }

    private static BufferList Split(BufferReference reference, byte[] bytes)
    {
        if (reference.Lengths.Sum(length => (long)length) != bytes.Length)
        {
            throw new TaskDbException("The buffers of a task are damaged: their file has not the length that the record says.");
        }

        var blocks = new ReadOnlyMemory<byte>[reference.Lengths.Count];
        var start = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = bytes.AsMemory(start, reference.Lengths[i]);
            start += reference.Lengths[i];
        }

        return BufferList.Own(blocks);
    }
}
