using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>
/// A filter of MongoDB's find language as data: parsed, checked and normalized. It renders back to a document,
/// combines with other filters, and compiles to an expression tree over any record type. Immutable; two filters are equal
/// when they say the same in the same order. The language is described in docs/query-language.md.
/// </summary>
public sealed partial class Filter : IEquatable<Filter>, IParsable<Filter>
{
    private string? _shape;
    private List<Condition>? _conditions;

    internal Filter(FilterNode root) => Root = root;

    /// <summary>Gets the filter that matches everything: <c>{}</c>.</summary>
    public static Filter Everything { get; } = new(Conjunction.Empty);

    /// <summary>Gets the filter that matches nothing: <c>{ $nor: [{}] }</c>.</summary>
    public static Filter Nothing { get; } = new(new Nor(QueryPath.Root, [Conjunction.Empty]));

    /// <summary>Gets a value indicating whether the filter is <c>{}</c>.</summary>
    public bool IsEverything => Root is Conjunction { Parts.IsEmpty: true };

    internal FilterNode Root { get; }

    /// <summary>Every condition, nested ones too, in the order of the filter. The place in it is a condition's ordinal.</summary>
    internal IReadOnlyList<Condition> Conditions => _conditions ??= ConditionsOf(Root);

    /// <summary>The filter without its values; filters of equal shapes share a compiled plan.</summary>
    internal string Shape => _shape ??= ShapeOf(Root);

    /// <summary>Parses a filter written as a dictionary: nested dictionaries, lists, CLR values.</summary>
    /// <exception cref="QueryException">The filter is malformed; the exception lists every problem.</exception>
    public static Filter Parse(IReadOnlyDictionary<string, object?> filter, FilterOptions? options = null) =>
        TryParse(filter, options).Filter;

    /// <summary>
    /// Parses a filter written as a dictionary that has no read-only interface, such as an <see cref="System.Dynamic.ExpandoObject"/>.
    /// </summary>
    /// <inheritdoc cref="Parse(IReadOnlyDictionary{string, object?}, FilterOptions?)"/>
    [OverloadResolutionPriority(-1)]
    public static Filter Parse(IDictionary<string, object?> filter, FilterOptions? options = null) => TryParse(filter, options).Filter;

    /// <summary>Parses a filter written as JSON: MongoDB Extended JSON v2, relaxed or canonical.</summary>
    /// <inheritdoc cref="Parse(IReadOnlyDictionary{string, object?}, FilterOptions?)"/>
    public static Filter Parse(string json, FilterOptions? options = null) => TryParse(json, options).Filter;

    /// <summary>Parses a filter that is a <see cref="JsonElement"/>.</summary>
    /// <inheritdoc cref="Parse(IReadOnlyDictionary{string, object?}, FilterOptions?)"/>
    public static Filter Parse(JsonElement json, FilterOptions? options = null) => TryParse(json, options).Filter;

    /// <summary>Parses a filter written as a dictionary, and returns the problems instead of throwing.</summary>
    public static FilterParseResult TryParse(IReadOnlyDictionary<string, object?> filter, FilterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Read(filter, FilterInput.FromDictionary, options);
    }

    /// <summary>
    /// Parses a filter written as a dictionary that has no read-only interface, and returns the problems instead of throwing.
    /// </summary>
    [OverloadResolutionPriority(-1)]
    public static FilterParseResult TryParse(IDictionary<string, object?> filter, FilterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Read(filter, FilterInput.FromDictionary, options);
    }

    /// <summary>Parses a filter written as Extended JSON, and returns the problems instead of throwing.</summary>
    public static FilterParseResult TryParse(string json, FilterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, FilterInput.FromJson, options);
    }

    /// <summary>Parses a filter that is a <see cref="JsonElement"/>, and returns the problems instead of throwing.</summary>
    public static FilterParseResult TryParse(JsonElement json, FilterOptions? options = null) =>
        Read(json, FilterInput.FromElement, options);

    /// <summary>Parses a filter that was read as a document, whose <c>$</c> forms are still as they were written.</summary>
    internal static FilterParseResult TryParse(DocumentValue document) => Read(document, static (read, _, _) => read, null);

    /// <summary>Returns the filter as a document, normalized: one spelling for each operator, typed values, no comments.</summary>
    public Document ToDocument() => Root.Render();

    /// <summary>Returns the normalized filter as Extended JSON v2, relaxed. Parsing it gives an equal filter.</summary>
    public string ToJson() => DocumentJson.Write(ToDocument());

    /// <inheritdoc cref="ToJson"/>
    public override string ToString() => ToJson();

    private static FilterParseResult Read<T>(
        T filter, Func<T, FilterLimits, List<QueryProblem>, DocumentValue> read, FilterOptions? options)
    {
        options ??= FilterOptions.Default;
        var problems = new List<QueryProblem>();
        var document = read(filter, options.Limits, problems);
        var root = new FilterParser(options, problems).ParseFilter(document, QueryPath.Root);
        return new FilterParseResult(new Filter(root), problems);
    }

    private static string ShapeOf(FilterNode root)
    {
        var shape = new StringBuilder(64);
        root.WriteShape(shape);
        return shape.ToString();
    }

    private static List<Condition> ConditionsOf(FilterNode root)
    {
        var conditions = new List<Condition>();
        root.CollectInto(conditions);
        return conditions;
    }
}
