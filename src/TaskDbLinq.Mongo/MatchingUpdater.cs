using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using TaskDbLinq.Mongo.Connections;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Mongo.Reading;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo;

/// <summary>
/// Changes the tasks that a filter selects, one by one. A task is found by its id, the filter and the values that were read of it; when
/// another has changed it meanwhile it is read again.
/// </summary>
internal sealed class MatchingUpdater(MongoConnection connection, BsonDocument filter, TaskUpdatePlan changes)
{
    private const int Attempts = 100;

    private readonly TaskWriter _writer = new(connection);
    private readonly TaskKeys _keys = changes.Keys;

    /// <summary>Makes the changes, and returns the ids of the tasks that were changed.</summary>
    /// <exception cref="QueryException">A value of a task can't be changed so; the tasks before it are changed.</exception>
    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = DateTime.UtcNow;
        var ids = new List<string>();
        await foreach (var values in Rows(filter, TaskKeys.Of(TaskKey.MsgId)).ValuesAsync(cancellationToken).ConfigureAwait(false))
        {
            ids.Add((string)values[0]!);
        }

        foreach (var id in ids)
        {
            if (await UpdateAsync(id, now, cancellationToken).ConfigureAwait(false))
            {
                yield return id;
            }
        }
    }

    /// <returns>False when the filter selects the task no more.</returns>
    private async Task<bool> UpdateAsync(string id, DateTime now, CancellationToken cancellationToken)
    {
        if (changes.IsConstant)
        {
            return await WriteAsync(Selected(id), changes.For(id, _ => null, now)).ConfigureAwait(false);
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            object?[]? values = null;
            var selected = Selected(id);
            await foreach (var found in Rows(selected, _keys).ValuesAsync(cancellationToken).ConfigureAwait(false))
            {
                values = found;
            }

            if (values is null)
            {
                return false;
            }

            var row = new TaskRow(_keys, values);
            if (await WriteAsync(selected.AddRange(AsRead(row)), changes.For(id, field => row[field.Key], now)).ConfigureAwait(false))
            {
                return true;
            }
        }

        throw new TaskDbException($"The task '{id}' is changed by others all the time: it was not updated.");

        Task<bool> WriteAsync(BsonDocument found, TaskUpdate update)
        {
            StorableTexts.Check(update, inDicts: true, mostLevels: TaskDocument.MostLevels);
            return _writer.TryUpdateAsync(found, id, update, cancellationToken);
        }
    }

    /// <summary>By its id, as a sharded cluster wants it; and still by the filter, since it may have changed meanwhile.</summary>
    private BsonDocument Selected(string id) => new() { { TaskKey.MsgId, id }, { "$and", new BsonArray { filter } } };

    private RowQuery Rows(BsonDocument selected, TaskKeys keys) => new(connection, selected, keys);

    /// <summary><c>{ metadata: { $eq: … } }</c>: the values that the new ones are made of.</summary>
    private IEnumerable<BsonElement> AsRead(TaskRow row)
    {
        foreach (var field in changes.Fields)
        {
            var holder = new BsonDocument();
            using (var writer = new BsonDocumentWriter(holder))
            {
                writer.WriteStartDocument();
                writer.WriteName("$eq");
                FieldWriter.Write(writer, row[field.Key]);
                writer.WriteEndDocument();
            }

            yield return new BsonElement(field.Key, OldBinary.Sent(holder));
        }
    }
}
