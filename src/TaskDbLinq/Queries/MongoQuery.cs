using System.Linq.Expressions;
using System.Text;
using System.Text.Json;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Parsing;

namespace TaskDbLinq.Queries;

/// <summary>
/// A filter of MongoDB's find language, parsed: it compiles to an expression tree over any record type, and renders
/// back to a dictionary. Immutable. The language is in docs/query-language.md.
/// </summary>
public sealed partial class MongoQuery
{
    private readonly Lazy<string> _shape;

    private MongoQuery(FilterNode root, IReadOnlyList<Condition> conditions)
    {
        Root = root;
        Conditions = conditions;
        _shape = new(() =>
        {
            var shape = new StringBuilder(128);
            root.WriteShape(shape);
            return shape.ToString();
        });
    }

    /// <summary>The filter that matches everything: <c>{}</c>.</summary>
    public static MongoQuery Everything { get; } = new(Conjunction.Empty, []);

    internal FilterNode Root { get; }

    /// <summary>The conditions by their ordinal.</summary>
    internal IReadOnlyList<Condition> Conditions { get; }

    /// <summary>The query without its values; equal shapes share a compiled plan.</summary>
    internal string Shape => _shape.Value;

    /// <summary>Parses a filter written as a dictionary: nested dictionaries, lists, CLR values.</summary>
    /// <exception cref="QueryException">The filter is not one; the exception lists every problem.</exception>
    public static MongoQuery Parse(IReadOnlyDictionary<string, object?> filter, MongoQueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Checked(ReadDictionary(filter), options);
    }

    /// <summary>Parses a filter written as JSON: MongoDB Extended JSON v2, relaxed or canonical.</summary>
    /// <inheritdoc cref="Parse(IReadOnlyDictionary{string, object?}, MongoQueryOptions?)"/>
    public static MongoQuery Parse(string json, MongoQueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Checked(ReadJson(json), options);
    }

    /// <summary>Parses a filter that is JSON already.</summary>
    /// <inheritdoc cref="Parse(IReadOnlyDictionary{string, object?}, MongoQueryOptions?)"/>
    public static MongoQuery Parse(JsonElement json, MongoQueryOptions? options = null) => Checked(ReadElement(json), options);

    /// <summary>The filter as a document, normalised: one spelling for each operator, typed values, no comments.</summary>
    public Document ToDocument() => Root.Render();

    /// <summary>The normalised filter as Extended JSON v2, relaxed. Parsing it gives the same query.</summary>
    public string ToJson() => DocumentJson.Write(ToDocument());

    /// <inheritdoc cref="ToJson"/>
    public override string ToString() => ToJson();

    /// <summary>Compiles to a predicate in which each value is a captured member, as C# would write it.</summary>
    /// <typeparam name="T">A plain class, an EF Core entity, or <see cref="TaskRecord"/>.</typeparam>
    /// <exception cref="QueryException">A field is unknown, or a value can't belong to it.</exception>
    public Expression<Func<T, bool>> ToExpression<T>()
    {
        var problems = new List<QueryProblem>();
        var predicate = Build<T>(this, problems, out _, out _);
        QueryException.ThrowIfAny(problems);
        return predicate;
    }

    /// <summary>Compiles to a delegate. A shape that was seen before costs no compilation.</summary>
    /// <inheritdoc cref="ToExpression{T}()"/>
    public Func<T, bool> ToPredicate<T>()
    {
        var problems = new List<QueryProblem>();
        var predicate = PlanCache<T>.Shared.Bind(this, problems);
        QueryException.ThrowIfAny(problems);
        return predicate!.Holds;
    }

    internal static Expression<Func<T, bool>> Build<T>(
        MongoQuery query, List<QueryProblem> problems, out IReadOnlyList<Slot> slots, out IReadOnlyList<Captured?> captured)
    {
        var record = Expression.Parameter(typeof(T), "t");
        var builder = new PredicateBuilder(problems);
        var body = query.Root.Build(builder, new RecordScope(record));
        slots = builder.Slots;
        captured = builder.Captured;
        return Expression.Lambda<Func<T, bool>>(body, record);
    }

    private static Func<QueryLimits, List<QueryProblem>, DocumentValue> ReadDictionary(IReadOnlyDictionary<string, object?> filter) =>
        (limits, problems) => FilterInput.FromDictionary(filter, limits, problems);

    private static Func<QueryLimits, List<QueryProblem>, DocumentValue> ReadJson(string filter) =>
        (limits, problems) => FilterInput.FromJson(filter, limits, problems);

    private static Func<QueryLimits, List<QueryProblem>, DocumentValue> ReadElement(JsonElement filter) =>
        (limits, problems) => FilterInput.FromElement(filter, limits, problems);

    private static MongoQuery Checked(Func<QueryLimits, List<QueryProblem>, DocumentValue> read, MongoQueryOptions? options)
    {
        var problems = new List<QueryProblem>();
        var query = Parse(read, options, problems);
        QueryException.ThrowIfAny(problems);
        return query;
    }

    private static MongoQuery Parse(Func<QueryLimits, List<QueryProblem>, DocumentValue> read, MongoQueryOptions? options, List<QueryProblem> problems)
    {
        options ??= MongoQueryOptions.Default;
        var filter = read(options.Limits, problems);
        var parser = new FilterParser(options, problems);
        var root = parser.ParseFilter(filter, QueryPath.Root);
        return new MongoQuery(root, parser.Conditions);
    }
}
