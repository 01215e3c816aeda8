using System.Linq.Expressions;
using System.Text.Json;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;

namespace TaskDbLinq.Queries;

/// <summary>From a filter in any form to a predicate in one call, with the problems of both steps in one exception.</summary>
public sealed partial class MongoQuery
{
    /// <summary>Compiles a dictionary to a predicate over <typeparamref name="T"/>.</summary>
    /// <exception cref="QueryException">The filter is malformed, or does not fit the type; the exception lists every problem.</exception>
    public static Expression<Func<T, bool>> ToExpression<T>(IReadOnlyDictionary<string, object?> filter, MongoQueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Compile<T>(ReadDictionary(filter), options);
    }

    /// <summary>Compiles Extended JSON to a predicate over <typeparamref name="T"/>.</summary>
    /// <inheritdoc cref="ToExpression{T}(IReadOnlyDictionary{string, object?}, MongoQueryOptions?)"/>
    public static Expression<Func<T, bool>> ToExpression<T>(string json, MongoQueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Compile<T>(ReadJson(json), options);
    }

    /// <summary>Compiles JSON to a predicate over <typeparamref name="T"/>.</summary>
    /// <inheritdoc cref="ToExpression{T}(IReadOnlyDictionary{string, object?}, MongoQueryOptions?)"/>
    public static Expression<Func<T, bool>> ToExpression<T>(JsonElement json, MongoQueryOptions? options = null) =>
        Compile<T>(ReadElement(json), options);

    /// <summary>Parses a dictionary and checks it against <typeparamref name="T"/>, so that it can be run as it is.</summary>
    internal static MongoQuery ParseFor<T>(IReadOnlyDictionary<string, object?> filter, MongoQueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return CheckedFor<T>(ReadDictionary(filter), options);
    }

    /// <summary>Parses Extended JSON and checks it against <typeparamref name="T"/>, so that it can be run as it is.</summary>
    internal static MongoQuery ParseFor<T>(string json, MongoQueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return CheckedFor<T>(ReadJson(json), options);
    }

    private static MongoQuery CheckedFor<T>(Func<QueryLimits, List<QueryProblem>, DocumentValue> read, MongoQueryOptions? options)
    {
        var problems = new List<QueryProblem>();
        var query = Parse(read, options, problems);

        // Only a query with problems is built here, to find the rest of them; a sound one is bound when it runs.
        if (problems.Count > 0)
        {
            Build<T>(query, problems, out _, out _);
        }

        QueryException.ThrowIfAny(problems);
        return query;
    }

    private static Expression<Func<T, bool>> Compile<T>(Func<QueryLimits, List<QueryProblem>, DocumentValue> read, MongoQueryOptions? options)
    {
        var problems = new List<QueryProblem>();
        var predicate = Build<T>(Parse(read, options, problems), problems, out _, out _);
        QueryException.ThrowIfAny(problems);
        return predicate;
    }
}
