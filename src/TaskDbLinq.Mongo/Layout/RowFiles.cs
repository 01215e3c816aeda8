using System.Collections.Immutable;
using MongoDB.Bson;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>Where documents name files of buffers: how such documents are found, and the names read.</summary>
internal static class RowFiles
{
    /// <summary>The fields that may be files.</summary>
    public static ImmutableArray<TaskField> BufferFields { get; } = [.. TaskFields.All.Where(field => field.Kind == TaskFieldKind.Buffers)];

    /// <summary>The paths to the names of files.</summary>
    public static ImmutableArray<string> Paths { get; } = [.. BufferFields.Select(PathOf)];

    /// <summary>The projection that reads nothing but the names of files.</summary>
    public static BsonDocument Projection => ProjectionOf(BufferFields);

    /// <summary>Those of a filter's documents that name files.</summary>
    public static BsonDocument With(BsonDocument filter) => And(filter, new BsonDocument("$or", Tests()));

    /// <summary>
    /// Those of a filter's documents that name no files. Nearly all documents pass the test, so that it is one that no index answers: an
    /// engine that takes the sparse indexes of <see cref="Paths"/> for it reads each document to find what they lack.
    /// </summary>
    public static BsonDocument Without(BsonDocument filter) => And(filter, new BsonDocument("$and", NoFileTests()));

    /// <summary>The files that a document of <see cref="Projection"/> names.</summary>
    public static IEnumerable<ObjectId> Of(BsonDocument document) =>
        from field in BufferFields
        from item in document.GetValue(field.Key, BsonNull.Value) as BsonArray ?? []
        where item is BsonDocument
        let file = item[BufferReference.FileKey]
        where file.IsObjectId
        select file.AsObjectId;

    /// <summary>The projection that reads nothing but the names of these fields' files.</summary>
    public static BsonDocument ProjectionOf(IEnumerable<TaskField> fields) =>
        new(fields.Select(PathOf).Select(path => new BsonElement(path, 1)).Prepend(new BsonElement("_id", 0)));

    private static string PathOf(TaskField field) => $"{field.Key}.{BufferReference.FileKey}";

    /// <summary><c>{ buffers.file: { $exists: true } }</c> of each field.</summary>
    private static BsonArray Tests() => [.. Paths.Select(path => new BsonDocument(path, Exists()))];

    /// <summary><c>{ buffers: { $not: { $elemMatch: { file: { $exists: true } } } } }</c> of each field.</summary>
    private static BsonArray NoFileTests() =>
    [
        .. BufferFields.Select(field => new BsonDocument(
            field.Key,
            new BsonDocument("$not", new BsonDocument("$elemMatch", new BsonDocument(BufferReference.FileKey, Exists()))))),
    ];

    private static BsonDocument Exists() => new("$exists", true);

    private static BsonDocument And(BsonDocument filter, BsonDocument test) =>
        filter.ElementCount == 0 ? test : new BsonDocument("$and", new BsonArray { filter, test });
}
