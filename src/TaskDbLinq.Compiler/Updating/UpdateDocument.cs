using System.Text.Json;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Updating;

namespace TaskDbLinq;

/// <summary>
/// An update as data: <c>{ $set: { label: "x" }, $inc: { "metadata.retries": 1 }, $currentDate: { received: true } }</c>, with MongoDB's
/// operators <c>$set</c>, <c>$unset</c>, <c>$inc</c>, <c>$min</c>, <c>$max</c> and <c>$currentDate</c>. Immutable.
/// </summary>
public sealed record UpdateDocument
{
    private UpdateDocument(ValueList<UpdateChange> changes) => Changes = changes;

    /// <summary>
    /// The changes, in the order in which they were written. No two of them are of one field, or of a field and one within it.
    /// </summary>
    public ValueList<UpdateChange> Changes { get; }

    /// <summary>Makes an update of changes.</summary>
    /// <exception cref="QueryException">There are none, or one is wrong; the exception lists every problem with its path.</exception>
    public static UpdateDocument Of(params IEnumerable<UpdateChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var problems = new List<QueryProblem>();
        ValueList<UpdateChange> all = [.. changes];
        UpdateParser.Check(all, problems);
        QueryException.ThrowIfAny(problems);
        return new UpdateDocument(all);
    }

    /// <summary>Reads an update written as Extended JSON.</summary>
    /// <exception cref="QueryException">The update is malformed; the exception lists every problem with its path.</exception>
    public static UpdateDocument Parse(string json, FilterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read((limits, problems) => FilterInput.FromJson(json, limits, problems), options);
    }

    /// <summary>Reads an update that is a <see cref="JsonElement"/>.</summary>
    /// <inheritdoc cref="Parse(string, FilterOptions?)"/>
    public static UpdateDocument Parse(JsonElement json, FilterOptions? options = null) =>
        Read((limits, problems) => FilterInput.FromElement(json, limits, problems), options);

    /// <summary>Reads an update written as a dictionary.</summary>
    /// <inheritdoc cref="Parse(string, FilterOptions?)"/>
    public static UpdateDocument Parse(IReadOnlyDictionary<string, object?> update, FilterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(update);
        return Read((limits, problems) => FilterInput.FromDictionary(update, limits, problems), options);
    }

    private static UpdateDocument Read(Func<FilterLimits, List<QueryProblem>, DocumentValue> read, FilterOptions? options)
    {
        options ??= FilterOptions.Default;
        var problems = new List<QueryProblem>();
        var value = read(options.Limits, problems);
        var changes = problems.Count > 0 ? [] : UpdateParser.Parse(value, options, problems);
        QueryException.ThrowIfAny(problems);
        return new UpdateDocument(changes);
    }
}
