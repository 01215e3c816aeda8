using System.Reflection;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace TaskDbLinq.Mongo.Linq;

/// <summary>
/// The collection as the driver's LINQ provider sees it, with a serializer of its own. The driver takes serializers from
/// a registry that the whole process shares; a library must not write there, and buffers in files need the database.
/// </summary>
internal class TaskCollection : DispatchProxy
{
    private static readonly MethodInfo RetypeMethod =
        typeof(TaskCollection).GetMethod(nameof(Retype), BindingFlags.NonPublic | BindingFlags.Static)!;

    private IMongoCollection<BsonDocument> _inner = null!;
    private TaskSerializer _serializer = null!;

    public static IMongoCollection<TaskRecord> Create(IMongoCollection<BsonDocument> inner, TaskSerializer serializer)
    {
        var collection = Create<IMongoCollection<TaskRecord>, TaskCollection>();
        var proxy = (TaskCollection)(object)collection;
        (proxy._inner, proxy._serializer) = (inner, serializer);
        return collection;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod?.Name)
        {
            case "get_DocumentSerializer":
                return _serializer;
            case "get_CollectionNamespace":
                return _inner.CollectionNamespace;
            case "get_Database":
                return _inner.Database;
            case "get_Settings":
                return _inner.Settings;
            case nameof(IMongoCollection<>.Aggregate) or nameof(IMongoCollection<>.AggregateAsync)
                when args is [not IClientSessionHandle, ..]:
                return Aggregate(targetMethod, args);
            default:
                throw new NotSupportedException($"LINQ over tasks does not call {targetMethod?.Name}.");
        }
    }

    /// <summary>Runs the same stages on the untyped collection.</summary>
    private object? Aggregate(MethodInfo method, object?[] args)
    {
        var result = method.GetGenericArguments()[0];
        var pipeline = RetypeMethod.MakeGenericMethod(result).Invoke(null, [args[0], _serializer]);
        var run = typeof(IMongoCollection<BsonDocument>).GetMethods().Single(candidate =>
            candidate.Name == method.Name && candidate.GetParameters().Length == 3 && candidate.GetGenericArguments().Length == 1);
        return run.MakeGenericMethod(result)
            .Invoke(_inner, BindingFlags.DoNotWrapExceptions, binder: null, [pipeline, args[1], args[2]], culture: null);
    }

    private static PipelineDefinition<BsonDocument, TResult> Retype<TResult>(
        PipelineDefinition<TaskRecord, TResult> pipeline, TaskSerializer serializer)
    {
        var rendered = pipeline.Render(new RenderArgs<TaskRecord>(serializer, BsonSerializer.SerializerRegistry));
        return new BsonDocumentStagePipelineDefinition<BsonDocument, TResult>(rendered.Documents, rendered.OutputSerializer);
    }
}
