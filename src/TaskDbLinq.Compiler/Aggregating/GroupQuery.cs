using System.Text.Json;
using TaskDbLinq.Aggregating;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Parsing;

namespace TaskDbLinq;

/// <summary>
/// A question about groups as data: of the records that a filter selects, how many there are of each value of some fields, and what their
/// least, greatest, sum and mean are. It is read from a document,
/// <c>{ filter, group: ["label"], count: true, max: { last: "completed" }, sort: ["-count"], skip, limit }</c>. Immutable.
/// </summary>
/// <remarks>
/// Groups are those of MongoDB's <c>$group</c>: numbers are one by their value, 1 and 1.0 among them; 1, "1" and true are three groups;
/// null and what is missing are one. The order names parts of the answer; groups that are equal in it, or all without one, come in the
/// order of their keys: null first, then numbers, strings and the others as MongoDB orders types.
/// </remarks>
public sealed record GroupQuery : Find<string>
{
    /// <summary>The fields of whose values each group has one, as dotted paths. None for one group of all records.</summary>
    public ValueList<string> Keys { get; init; } = [];

    /// <summary>What is computed of each group.</summary>
    public ValueList<GroupValue> Values { get; init; } = [];

    /// <summary>Reads a question written as Extended JSON.</summary>
    /// <exception cref="QueryException">The question is malformed; the exception lists every problem with its path.</exception>
    public static GroupQuery Parse(string json, FindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read((limits, problems) => FilterInput.FromJson(json, limits, problems), options);
    }

    /// <summary>Reads a question that is a <see cref="JsonElement"/>.</summary>
    /// <inheritdoc cref="Parse(string, FindOptions?)"/>
    public static GroupQuery Parse(JsonElement json, FindOptions? options = null) =>
        Read((limits, problems) => FilterInput.FromElement(json, limits, problems), options);

    /// <summary>Reads a question written as a dictionary.</summary>
    /// <inheritdoc cref="Parse(string, FindOptions?)"/>
    public static GroupQuery Parse(IReadOnlyDictionary<string, object?> question, FindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Read((limits, problems) => FilterInput.FromDictionary(question, limits, problems), options);
    }

    private static GroupQuery Read(Func<FilterLimits, List<QueryProblem>, DocumentValue> read, FindOptions? options)
    {
        options ??= FindOptions.Default;
        var problems = new List<QueryProblem>();
        var question = new GroupParser(options, problems).Parse(read(options.Filter.Limits, problems));
        QueryException.ThrowIfAny(problems);
        return question;
    }
}
