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
    /// Those of a filter's documents that name no files. To ask each path for <c>$exists: false</c> means the same, but an engine may take
    /// the sparse indexes of the paths for it, though they lack nearly all documents: DocumentDB then takes several times as long.
    /// </summary>
    public static BsonDocument Without(BsonDocument filter) => And(filter, new BsonDocument("$nor", Tests()));

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

    private static BsonArray Tests() => [.. Paths.Select(path => new BsonDocument(path, new BsonDocument("$exists", true)))];

    private static BsonDocument And(BsonDocument filter, BsonDocument test) =>
        filter.ElementCount == 0 ? test : new BsonDocument("$and", new BsonArray { filter, test });
}
