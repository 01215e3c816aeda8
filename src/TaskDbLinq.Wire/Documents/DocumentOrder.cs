using MongoDB.Bson;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// Documents in MongoDB's order by paths. An array counts as its least element where the order ascends, as its greatest where it
/// descends; an empty one is below null, and what is missing is null.
/// </summary>
internal sealed class DocumentOrder(IReadOnlyList<(string Path, bool Descending)> keys)
{
    public IEnumerable<BsonDocument> Sort(IEnumerable<BsonDocument> documents) => documents
        .Select(document => (Document: document, Keys: keys.Select(key => Key(document, key.Path, key.Descending)).ToArray()))
        .Order(Comparer<(BsonDocument Document, DocumentValue?[] Keys)>.Create((left, right) => Compare(left.Keys, right.Keys)))
        .Select(pair => pair.Document);

    private int Compare(DocumentValue?[] left, DocumentValue?[] right)
    {
        for (var at = 0; at < keys.Count; at++)
        {
            var order = Compare(left[at], right[at]);
            if (order != 0)
            {
                return keys[at].Descending ? -order : order;
            }
        }

        return 0;
    }

    private static int Compare(DocumentValue? left, DocumentValue? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => left.CompareTo(right),
    };

    /// <summary>Null is an empty array's, which is below everything.</summary>
    private static DocumentValue? Key(BsonDocument document, string path, bool descending)
    {
        DocumentValue? best = null;
        var isFirst = true;
        foreach (var value in Paths.Values(document, path).DefaultIfEmpty(BsonNull.Value))
        {
            foreach (var key in value is BsonArray { Count: > 0 } array
                ? array.Select(Paths.Read).OfType<DocumentValue?>()
                : [value is BsonArray ? null : Paths.Read(value)])
            {
                best = isFirst || (descending ? Compare(key, best) > 0 : Compare(key, best) < 0) ? key : best;
                isFirst = false;
            }
        }

        return best;
    }
}
