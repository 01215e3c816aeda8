using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Finding;

/// <summary>
/// Where a page ends: the last record's values of the order's keys, as text that nobody needs to read. It is not signed, and need not be:
/// it only says where to go on among the records that the filter gives anyway.
/// </summary>
internal static class Cursor
{
    private const int MostCharacters = 16_384;
    private const int Depth = 8;

    /// <summary>Writes the cursor behind a record.</summary>
    public static string Write(IReadOnlyList<SortKey<FoundField>> keys, IEnumerable<object?> values)
    {
        var problems = new List<QueryProblem>();
        var reader = new ClrReader(problems, Depth);
        var read = values.Select(value => reader.Read(Utc(value), QueryPath.Root, 0)).ToArray();
        QueryException.ThrowIfAny(problems);
        var content = Document.Of(("o", Order(keys)), ("v", DocumentArray.Of(read)));
        var text = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(DocumentJson.Write(content)));
        return text.Length <= MostCharacters
            ? text
            : throw new QueryException(new QueryProblem("sort", "a page ends at a value too long for a cursor: use skip and limit"));
    }

    /// <summary>Reads a cursor; null, with the problem noted, when it is none, or belongs to another order.</summary>
    public static IReadOnlyList<DocumentValue>? Read(string text, IReadOnlyList<SortKey<FoundField>> keys, List<QueryProblem> problems)
    {
        if (text.Length > MostCharacters || !Base64Url.IsValid(text))
        {
            problems.Add(new QueryProblem("after", "this is no cursor: take the one that the page before has"));
            return null;
        }

        var faults = new List<QueryProblem>();
        var content = FilterInput.FromJson(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)), FilterLimits.Default, faults);
        if (faults.Count > 0 || content["o"] is not DocumentString order || content["v"] is not DocumentArray values
            || values.Count != keys.Count)
        {
            problems.Add(new QueryProblem("after", "this is no cursor of this order: take the one that the page before has"));
            return null;
        }

        if (order.Value != Order(keys))
        {
            problems.Add(
                new QueryProblem("after", $"the cursor belongs to the order {QueryProblem.Shown(order.Value)}, and not to {Order(keys)}"));
            return null;
        }

        var read = values.Select(value => ExtendedJson.Interpret(value, out _)).ToList();
        if (read.All(value => value is not (null or Document { Kind: DocumentKind.Object } or DocumentArray)))
        {
            return read!;
        }

        problems.Add(new QueryProblem("after", "this is no cursor of this order: take the one that the page before has"));
        return null;
    }

    private static string Order(IEnumerable<SortKey<FoundField>> keys) => string.Join(',', keys);

    /// <summary>A timestamp is compared by its ticks, whatever its kind.</summary>
    private static object? Utc(object? value) => value is DateTime time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : value;
}
