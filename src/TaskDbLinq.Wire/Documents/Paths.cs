using System.Globalization;
using MongoDB.Bson;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>What lies at a dotted path of a document, through arrays as MongoDB goes through them.</summary>
internal static class Paths
{
    /// <summary>The values at a path: several when it leads through arrays, none when nothing is there.</summary>
    public static IEnumerable<BsonValue> Values(BsonValue value, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? path : path[..dot];
        var inner = value switch
        {
            BsonDocument document => document.TryGetValue(name, out var found) ? [found] : Enumerable.Empty<BsonValue>(),
            BsonArray array => Elements(array, name, path),
            _ => [],
        };
        return dot < 0 || value is BsonArray ? inner : inner.SelectMany(found => Values(found, path[(dot + 1)..]));
    }

    /// <summary>The value as one that has MongoDB's order and equality.</summary>
    public static DocumentValue Read(BsonValue value) => FieldInput.ReadInner(string.Empty, value);

    /// <summary>The documents of an array have the path; and so has the array, where the next name is a position.</summary>
    private static IEnumerable<BsonValue> Elements(BsonArray array, string name, string path)
    {
        var within = array.Where(item => item is BsonDocument).SelectMany(item => Values(item, path));
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < array.Count
            ? within.Concat(path.Length == name.Length ? [array[at]] : Values(array[at], path[(name.Length + 1)..]))
            : within;
    }
}
