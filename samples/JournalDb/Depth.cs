using TaskDbLinq;
using TaskDbLinq.Filters;

namespace Journal;

/// <summary>Refuses documents that nest so deep that the file's JSON could not be read again.</summary>
internal static class Depth
{
    /// <summary>How deep JSON in the file may be, with what is around a document.</summary>
    public const int OfFile = 256;

    private const int Most = 240;

    /// <exception cref="QueryException">A document nests too deep.</exception>
    public static void Check(TaskBatch batch)
    {
        var added = batch.Adds.SelectMany(task => TaskFields.All.Select(field => (Field: field, Value: field.Read(task))));
        var updated = batch.Updates.SelectMany(update => update.Value.Select(pair => (Field: pair.Key, pair.Value)));
        foreach (var (field, value) in added.Concat(updated))
        {
            if (value is Document document && IsDeeper(document, Most))
            {
                throw new QueryException(new QueryProblem(field.Key, $"the value nests deeper than {Most} levels of documents and arrays"));
            }
        }
    }

    private static bool IsDeeper(DocumentValue value, int levels) => value switch
    {
        Document document => levels == 0 || document.Values.Any(inner => IsDeeper(inner, levels - 1)),
        DocumentArray array => levels == 0 || array.Any(inner => IsDeeper(inner, levels - 1)),
        _ => false,
    };
}
