using MongoDB.Bson;
using TaskDbLinq.Finding;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>Sorts documents by paths, in the order of <see cref="PathOrder"/>, which is MongoDB's.</summary>
internal sealed class DocumentOrder(IReadOnlyList<(string Path, bool Descending)> keys)
{
    private readonly (string[] Names, bool Descending)[] _keys = [.. keys.Select(key => (key.Path.Split('.'), key.Descending))];

    public IEnumerable<BsonDocument> Sort(IEnumerable<BsonDocument> documents) => documents
        .Select(document => (Document: document, Keys: _keys.Select(key => KeyOf(document, key.Names, key.Descending)).ToArray()))
        .Order(Comparer<(BsonDocument Document, DocumentValue?[] Keys)>.Create((left, right) => Compare(left.Keys, right.Keys)))
        .Select(pair => pair.Document);

    private int Compare(DocumentValue?[] left, DocumentValue?[] right)
    {
        for (var at = 0; at < _keys.Length; at++)
        {
            var order = PathOrder.Compare(left[at], right[at]);
            if (order != 0)
            {
                return _keys[at].Descending ? -order : order;
            }
        }

        return 0;
    }

    /// <summary>The documents on the way are walked as they are: what is read as values begins at the first array, or at the end.</summary>
    private static DocumentValue? KeyOf(BsonDocument document, ReadOnlySpan<string> names, bool descending)
    {
        BsonValue value = document;
        while (value is BsonDocument inner && !names.IsEmpty)
        {
            value = inner.TryGetValue(names[0], out var found) ? found : BsonNull.Value;
            names = names[1..];
        }

        return PathOrder.KeyOf(Paths.Read(value), names, descending);
    }
}
