using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.ReadBack.Readers;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq;

/// <summary>The way back: from a LINQ predicate to a filter that any store and any process understands.</summary>
public static class FilterReadBack
{
    extension(Filter)
    {
        /// <summary>
        /// Reads a predicate written in C# as a filter: <c>t => t.Started >= x &amp;&amp; t.Completed == null</c> becomes
        /// <c>{ started: { $gte: x }, completed: null }</c>. Whatever does not depend on the record is computed once, now.
        /// </summary>
        /// <remarks>
        /// The filter holds where the predicate does. Where C# would throw for a null on the way, the filter does not hold.
        /// Strings are compared by code point. A <see cref="DateTime"/> of kind Local or Unspecified is local time.
        /// </remarks>
        /// <typeparam name="T">The record type.</typeparam>
        /// <exception cref="QueryException">Part of the predicate has no form in a filter; each problem's path is that part as
        /// C#.</exception>
        public static Filter FromExpression<T>(Expression<Func<T, bool>> predicate)
        {
            ArgumentNullException.ThrowIfNull(predicate);
            var problems = new List<QueryProblem>();
            var filter = TryRead(predicate, problems);
            QueryException.ThrowIfAny(problems);
            return filter!;
        }
    }

    /// <summary>Reads a predicate as a filter; null, with the problems noted, when part of it has no form in one.</summary>
    internal static Filter? TryRead<T>(Expression<Func<T, bool>> predicate, List<QueryProblem> problems)
    {
        var node = new ReadScope(predicate.Parameters[0], PredicateReaders.All, problems).Read(BalancedLogic.Rewrite(predicate.Body));
        if (node is null || problems.Count > 0)
        {
            return null;
        }

        var filter = new Filter(node);
        FilterSize.Check(filter, FilterLimits.Default, problems);
        if (problems.Count == 0)
        {
            problems.AddRange(PlanCache<T>.Shared.Problems(filter));
        }

        return problems.Count == 0 ? filter : null;
    }
}
