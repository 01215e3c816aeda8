using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Values;

namespace TaskDbLinq.Finding;

/// <summary>
/// The records behind a given one in an order of which no filter can tell: by what is inside of a document, or by a UUID.
/// </summary>
internal static class MixedKeyset
{
    /// <summary>
    /// <c>{ sort: [data.n, id], after: [x, i] } => order(t.Data.n, x) > 0 || order(t.Data.n, x) == 0 &amp;&amp; t.Id > i</c>; null where a
    /// value is none of its key.
    /// </summary>
    public static Expression<Func<T, bool>>? After<T>(IReadOnlyList<SortKey<FoundField>> keys, IReadOnlyList<KeysetKey> ends)
    {
        var record = Expression.Parameter(typeof(T), "t");
        var alternatives = new List<Expression>();
        var equal = new List<Expression>();
        foreach (var (at, key) in keys.Index())
        {
            if (Tests<T>(key, ends[at], record) is not var (behind, same))
            {
                return null;
            }

            alternatives.Add(PredicateBuilder.All([.. equal, behind]));
            equal.Add(same);
        }

        return Expression.Lambda<Func<T, bool>>(PredicateBuilder.Any([.. alternatives]), record);
    }

    /// <summary>Whether a record is behind the end of a page by one key, and whether it is where the end is.</summary>
    private static (Expression Behind, Expression Same)? Tests<T>(SortKey<FoundField> key, KeysetKey end, ParameterExpression record)
    {
        if (key.Field.Inner.Length > 0)
        {
            return end.IsNull || (end.Value is DocumentString text && IsJson(text.Value))
                ? Signs(PathKeys.Compare(key, (end.Value as DocumentString)?.Value, record), key.Descending)
                : null;
        }

        if (key.Field.Plain == typeof(Guid))
        {
            return UuidOf(end.Value) is { } uuid
                ? Signs(
                    Expression.Call(key.Field.Of(record), nameof(Guid.CompareTo), null, new Captured<Guid>(uuid).Access), key.Descending)
                : null;
        }

        var (behind, same) = (KeysetFilter.Behind(end), KeysetFilter.At(end));
        return behind.Validate<T>().Count == 0 && same.Validate<T>().Count == 0 ? (Body(behind), Body(same)) : null;

        Expression Body(Filter filter) => ParameterSwap.Body(filter.ToExpression<T>(), record);
    }

    private static (Expression Behind, Expression Same) Signs(Expression order, bool descending)
    {
        var zero = Expression.Constant(0);
        return (descending ? Expression.LessThan(order, zero) : Expression.GreaterThan(order, zero), Expression.Equal(order, zero));
    }

    private static bool IsJson(string text)
    {
        var faults = new List<QueryProblem>();
        FilterInput.FromJson(text, FilterLimits.Default, faults);
        return faults.Count == 0;
    }

    private static Guid? UuidOf(object? value) =>
        value is DocumentBinary { Subtype: DocumentBinary.UuidSubtype, Bytes.Length: 16 } binary
            ? new Guid(binary.Bytes.Span, bigEndian: true)
            : null;
}
