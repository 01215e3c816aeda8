using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Mongo.Connections;
using TaskDbLinq.Mongo.Filters;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Reading;

/// <summary>A <see cref="TaskQuery"/> as one native <c>find</c>: filter, projection, sort, skip and limit are the server's work.</summary>
internal sealed class RowQuery
{
    private readonly MongoConnection _connection;
    private readonly TaskKeys _keys;
    private readonly BsonDocument _filter;
    private readonly FindOptions<TaskDocument, object?[]> _options;
    private readonly bool _isEmpty;

    /// <exception cref="QueryException">The query does not fit a task.</exception>
    public RowQuery(MongoConnection connection, TaskQuery query)
        : this(connection, NativeFilter.Of(query.Filter), query.Keys)
    {
        // To MongoDB a limit of zero is no limit.
        _isEmpty = query.Limit == 0;
        _options.Limit = query.Limit;
        _options.Skip = query.Skip > 0 ? query.Skip : null;
        _options.Sort = query.Sort.IsEmpty ? null : Order(query.Sort);
    }

    public RowQuery(MongoConnection connection, BsonDocument filter, TaskKeys keys)
    {
        (_connection, _filter, _keys) = (connection, filter, keys);
        _options =
            new() { Projection = new BsonDocumentProjectionDefinition<TaskDocument, object?[]>(Projection(keys), new RowSerializer(keys)) };
    }

    /// <summary>The filter as the server gets it.</summary>
    public BsonDocument Filter => _filter;

    /// <summary>
    /// The sort document. The id comes last, since the server may give tasks that are equal otherwise in another order for each page.
    /// </summary>
    public static BsonDocument Order(IEnumerable<SortKey<TaskField>> keys)
    {
        var order = new BsonDocument(keys.Select(sort => new BsonElement(sort.ToString().TrimStart('-'), sort.Descending ? -1 : 1)));
        return order.Contains(TaskKey.MsgId) ? order : order.Add(TaskKey.MsgId, 1);
    }

    public IEnumerable<TaskRow> Read() => Values().Select(values => new TaskRow(_keys, values));

    /// <summary>The values of each row, in the order of the keys.</summary>
    public IEnumerable<object?[]> Values()
    {
        if (_isEmpty)
        {
            yield break;
        }

        using var cursor = _connection.Ask(() => _connection.Tasks.FindSync(_filter, _options));
        while (_connection.Ask(() => cursor.MoveNext()))
        {
            foreach (var values in cursor.Current)
            {
                for (var i = 0; i < values.Length; i++)
                {
                    if (values[i] is BufferReference file)
                    {
                        values[i] = ReadFile(file);
                    }
                }

                yield return values;
            }
        }
    }

    public async IAsyncEnumerable<TaskRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var values in ValuesAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new TaskRow(_keys, values);
        }
    }

    /// <inheritdoc cref="Values"/>
    public async IAsyncEnumerable<object?[]> ValuesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_isEmpty)
        {
            yield break;
        }

        using var cursor =
            await _connection.AskAsync(() => _connection.Tasks.FindAsync(_filter, _options, cancellationToken)).ConfigureAwait(false);
        while (await _connection.AskAsync(() => cursor.MoveNextAsync(cancellationToken)).ConfigureAwait(false))
        {
            foreach (var values in cursor.Current)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var i = 0; i < values.Length; i++)
                {
                    if (values[i] is BufferReference file)
                    {
                        values[i] = await ReadFileAsync(file, cancellationToken).ConfigureAwait(false);
                    }
                }

                yield return values;
            }
        }
    }

    /// <summary>The keys, without the document's own id; all of them but the buffers are cheaper to say by what is left out.</summary>
    public static BsonDocument Projection(TaskKeys keys)
    {
        var projection = new BsonDocument("_id", 0);
        if (IsDefault(keys))
        {
            projection.AddRange(RowFiles.BufferFields.Select(field => new BsonElement(field.Key, 0)));
        }
        else if (!ReferenceEquals(keys, TaskKeys.All))
        {
            projection.AddRange(keys.Fields.Select(field => new BsonElement(field.Key, 1)));
            if (keys.Fields.Any(field => field.Key == TaskKey.Metadata))
            {
                projection.Add(DisplayData.Name, 1);
            }
        }

        return projection;
    }

    /// <remarks>Apart from the loops, which would make a closure for each value.</remarks>
    private BufferList ReadFile(BufferReference file) => _connection.Ask(() => _connection.Files.Read(file));

    /// <inheritdoc cref="ReadFile"/>
    private Task<BufferList> ReadFileAsync(BufferReference file, CancellationToken cancellationToken) =>
        _connection.AskAsync(() => _connection.Files.ReadAsync(file, cancellationToken));

    /// <summary>Whether all fields but the buffers are asked for, in whatever order.</summary>
    private static bool IsDefault(TaskKeys keys) =>
        keys.Fields.Length == TaskKeys.Default.Fields.Length && keys.Fields.All(field => field.Kind != TaskFieldKind.Buffers);
}
