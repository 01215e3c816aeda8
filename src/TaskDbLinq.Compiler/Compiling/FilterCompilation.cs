using System.Linq.Expressions;
using System.Text.Json;
using TaskDbLinq.Compiling.Plans;

namespace TaskDbLinq;

/// <summary>Compiles filters over a record type: to an expression tree for LINQ providers, or to a delegate.</summary>
public static class FilterCompilation
{
    extension(Filter filter)
    {
        /// <summary>Compiles the filter to a predicate in which each value is a captured member, as C# would write it.</summary>
        /// <typeparam name="T">A plain class, an EF Core entity, or a record such as a task.</typeparam>
        /// <exception cref="QueryException">A field is unknown, or a value can't belong to it; the exception lists every
        /// problem.</exception>
        public Expression<Func<T, bool>> ToExpression<T>()
        {
            ArgumentNullException.ThrowIfNull(filter);
            return LoweredFilter<T>.Of(filter).Checked().Predicate;
        }

        /// <summary>Compiles the filter to a delegate. A shape that was seen before costs no compilation.</summary>
        /// <inheritdoc cref="extension(Filter).ToExpression{T}()"/>
        public Func<T, bool> ToPredicate<T>()
        {
            ArgumentNullException.ThrowIfNull(filter);
            var problems = new List<QueryProblem>();
            var predicate = PlanCache<T>.Shared.Bind(filter, problems);
            QueryException.ThrowIfAny(problems);
            return predicate!.Holds;
        }

        /// <summary>Checks the filter against a record type: that each field is there, and that each value can belong to it.</summary>
        /// <typeparam name="T">The record type.</typeparam>
        /// <returns>The problems; none if the filter fits.</returns>
        public IReadOnlyList<QueryProblem> Validate<T>()
        {
            ArgumentNullException.ThrowIfNull(filter);
            return PlanCache<T>.Shared.Problems(filter);
        }
    }

    extension(Filter)
    {
        /// <summary>Parses a dictionary and compiles it to a predicate over <typeparamref name="T"/>.</summary>
        /// <exception cref="QueryException">The filter is malformed, or does not fit the type; the exception lists every
        /// problem.</exception>
        public static Expression<Func<T, bool>> ToExpression<T>(
            IReadOnlyDictionary<string, object?> filter, FilterOptions? options = null) =>
            Compile<T>(Filter.TryParse(filter, options));

        /// <summary>Parses Extended JSON and compiles it to a predicate over <typeparamref name="T"/>.</summary>
        /// <exception cref="QueryException">The filter is malformed, or does not fit the type; the exception lists every
        /// problem.</exception>
        public static Expression<Func<T, bool>> ToExpression<T>(string json, FilterOptions? options = null) =>
            Compile<T>(Filter.TryParse(json, options));

        /// <summary>Parses JSON and compiles it to a predicate over <typeparamref name="T"/>.</summary>
        /// <exception cref="QueryException">The filter is malformed, or does not fit the type; the exception lists every
        /// problem.</exception>
        public static Expression<Func<T, bool>> ToExpression<T>(JsonElement json, FilterOptions? options = null) =>
            Compile<T>(Filter.TryParse(json, options));
    }

    /// <summary>
    /// Returns the parsed filter, or throws the problems of parsing together with those that its fields have in
    /// <typeparamref name="T"/>. A sound filter is not lowered here: the plan that runs it checks it.
    /// </summary>
    internal static Filter For<T>(this FilterParseResult parsed)
    {
        if (!parsed.Success)
        {
            QueryException.ThrowIfAny([.. parsed.Problems, .. LoweredFilter<T>.Of(parsed.Readable).Problems]);
        }

        return parsed.Filter;
    }

    /// <summary>Returns the parsed filter, checked against <typeparamref name="T"/>.</summary>
    /// <exception cref="QueryException">The filter is malformed, or does not fit the type.</exception>
    internal static Filter CheckedFor<T>(this FilterParseResult parsed)
    {
        var filter = parsed.For<T>();
        QueryException.ThrowIfAny(filter.Validate<T>());
        return filter;
    }

    private static Expression<Func<T, bool>> Compile<T>(FilterParseResult parsed)
    {
        var lowered = LoweredFilter<T>.Of(parsed.Readable);
        QueryException.ThrowIfAny([.. parsed.Problems, .. lowered.Problems]);
        return lowered.Predicate;
    }
}
