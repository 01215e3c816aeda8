using System.Text.Json;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Finding;

namespace TaskDbLinq;

/// <summary>
/// A whole question as data: which records, in what order, which of their fields, how many, and behind which one. It is read from a
/// document, <c>{ filter, sort, projection, skip, limit, after }</c>, or from a query string, and runs on any <see cref="IQueryable{T}"/>.
/// </summary>
public sealed record FindQuery : Find<string>
{
    /// <summary>Which fields: those that a dictionary of the answer has. Default all scalars and lists of scalars.</summary>
    public ValueList<string> Projection { get; init; } = [];

    /// <summary>Whether <see cref="Projection"/> names what is left out, and not what is there.</summary>
    public bool Excludes { get; init; }

    /// <summary>The cursor of the page before; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>Reads a question written as Extended JSON.</summary>
    /// <exception cref="QueryException">The question is malformed; the exception lists every problem with its path.</exception>
    public static FindQuery Parse(string json, FindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read((limits, problems) => FilterInput.FromJson(json, limits, problems), options);
    }

    /// <summary>Reads a question that is a <see cref="JsonElement"/>.</summary>
    /// <inheritdoc cref="Parse(string, FindOptions?)"/>
    public static FindQuery Parse(JsonElement json, FindOptions? options = null) =>
        Read((limits, problems) => FilterInput.FromElement(json, limits, problems), options);

    /// <summary>Reads a question written as a dictionary.</summary>
    /// <inheritdoc cref="Parse(string, FindOptions?)"/>
    public static FindQuery Parse(IReadOnlyDictionary<string, object?> question, FindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Read((limits, problems) => FilterInput.FromDictionary(question, limits, problems), options);
    }

    /// <summary>
    /// Reads a query string:
    /// <c>?filter={"age":{"$gt":5}}&amp;sort=-created,name&amp;projection=name,address.city&amp;limit=20&amp;after=…</c>.
    /// </summary>
    /// <param name="query">The query string, percent-encoded, with or without its question mark.</param>
    /// <param name="options">What it may name and cost.</param>
    /// <exception cref="QueryException">A parameter is unknown, comes twice, or is malformed; the exception lists every
    /// problem.</exception>
    public static FindQuery FromQueryString(string query, FindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        return FromParameters(QueryStrings.Split(query), options);
    }

    /// <summary>Reads the parameters of a query string that are decoded already.</summary>
    /// <inheritdoc cref="FromQueryString(string, FindOptions?)"/>
    /// <param name="parameters">Names and values.</param>
    /// <param name="options">What they may name and cost.</param>
    public static FindQuery FromParameters(IEnumerable<KeyValuePair<string, string?>> parameters, FindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Read((limits, problems) => QueryStrings.Read(parameters, options ?? FindOptions.Default, limits, problems), options);
    }

    private static FindQuery Read(Func<FilterLimits, List<QueryProblem>, DocumentValue> read, FindOptions? options)
    {
        options ??= FindOptions.Default;
        var problems = new List<QueryProblem>();
        var question = new FindParser(options, problems).Parse(read(options.Filter.Limits, problems));
        QueryException.ThrowIfAny(problems);
        return question;
    }
}
