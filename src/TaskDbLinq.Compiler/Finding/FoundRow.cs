using System.Linq.Expressions;

namespace TaskDbLinq.Finding;

/// <summary>What is read of a record for a page: what is shown, and the keys of the order, for the cursor.</summary>
internal sealed class FoundRow<TShown>
{
    public required TShown Shown { get; set; }

    public object?[] Keys { get; set; } = [];
}

/// <summary>Makes the projections that read rows.</summary>
internal static class FoundRow
{
    /// <summary><c>{ t } => new FoundRow { Shown = shown(t), Keys = [t.A, t.B.C] }</c></summary>
    public static Expression<Func<T, FoundRow<TShown>>> Select<T, TShown>(
        Func<Expression, Expression> shown, IEnumerable<SortKey<FoundField>> keys, IQueryProvider provider)
    {
        var record = Expression.Parameter(typeof(T), "t");
        var values = keys.Select(
            key => Expression.Convert(provider is EnumerableQuery ? key.Field.SafelyOf(record) : key.Field.Of(record), typeof(object)));
        var type = typeof(FoundRow<TShown>);
        return Expression.Lambda<Func<T, FoundRow<TShown>>>(
            Expression.MemberInit(
                Expression.New(type),
                Expression.Bind(type.GetProperty(nameof(FoundRow<>.Shown))!, shown(record)),
                Expression.Bind(type.GetProperty(nameof(FoundRow<>.Keys))!, Expression.NewArrayInit(typeof(object), values))),
            record);
    }
}
