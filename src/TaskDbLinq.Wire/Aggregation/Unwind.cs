using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary><c>$unwind</c>: a document for each element of an array. A value that is no array counts as one element.</summary>
internal static class Unwind
{
    /// <exception cref="CommandException">It is none.</exception>
    public static Stage Read(BsonValue value)
    {
        var arguments = new Arguments("$unwind", value as BsonDocument ?? new BsonDocument("path", value));
        var path = arguments.RequiredText("path");
        var index = arguments.Text("includeArrayIndex");
        var keepsEmpty = arguments.Flag("preserveNullAndEmptyArrays");
        arguments.Complete();
        if (path.Length < 2 || path[0] != '$' || path[1] == '$')
        {
            throw Failures.Of(28818, $"path option to $unwind stage should be prefixed with a '$': {path}");
        }

        if (index is not null && (index.Length == 0 || index.Contains('.', StringComparison.Ordinal) || index[0] == '$'))
        {
            throw Codes.NotSupported($"$unwind.includeArrayIndex '{index}'");
        }

        var names = path[1..].Split('.');
        return documents => documents.SelectMany(document => Run(document));

        IEnumerable<BsonDocument> Run(BsonDocument document)
        {
            var found = Find(document, names);
            switch (found)
            {
                case null or BsonNull or BsonArray { Count: 0 }:
                    if (keepsEmpty)
                    {
                        yield return Copy(document, found is BsonArray ? null : found, BsonNull.Value);
                    }

                    break;
                case BsonArray array:
                    for (var at = 0; at < array.Count; at++)
                    {
                        yield return Copy(document, array[at], (long)at);
                    }

                    break;
                default:
                    yield return Copy(document, found, BsonNull.Value);
                    break;
            }
        }

        BsonDocument Copy(BsonDocument document, BsonValue? element, BsonValue at)
        {
            var copy = Replace(document, names, element);
            return index is null ? copy : copy.Set(index, at);
        }
    }

    private static BsonValue? Find(BsonValue value, ReadOnlySpan<string> names) =>
        names.IsEmpty
            ? value
            : value is BsonDocument document && document.TryGetValue(names[0], out var next) ? Find(next, names[1..]) : null;

    /// <summary>A copy with another value at a path; without the field when there is none.</summary>
    private static BsonDocument Replace(BsonDocument document, ReadOnlySpan<string> names, BsonValue? value)
    {
        var copy = new BsonDocument(document);
        if (names.Length > 1)
        {
            if (document.TryGetValue(names[0], out var inner) && inner is BsonDocument next)
            {
                copy[names[0]] = Replace(next, names[1..], value);
            }
        }
        else if (value is null)
        {
            copy.Remove(names[0]);
        }
        else
        {
            copy[names[0]] = value;
        }

        return copy;
    }
}
