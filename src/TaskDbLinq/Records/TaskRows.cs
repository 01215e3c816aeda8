using System.Linq.Expressions;
using TaskDbLinq.Finding;

namespace TaskDbLinq.Records;

/// <summary>A <see cref="TaskQuery"/> as LINQ over the tasks, so that a store of EF Core reads only the asked columns.</summary>
internal static class TaskRows
{
    /// <summary>The query, with its filter compiled to <paramref name="predicate"/>.</summary>
    public static IQueryable<object?[]> Build(IQueryable<TaskRecord> tasks, TaskQuery query, Expression<Func<TaskRecord, bool>> predicate)
    {
        var source = predicate.Body is ConstantExpression { Value: true } ? tasks : tasks.Where(predicate);
        for (var i = 0; i < query.Sort.Count; i++)
        {
            source = Order(source, query.Sort[i], isFirst: i == 0);
        }

        source = query.Skip > 0 ? source.Skip(query.Skip) : source;
        source = query.Limit is { } limit ? source.Take(limit) : source;
        return Select(source, query.Keys.Fields);
    }

    /// <summary><c>{ fields } => source.Select(t => new object?[] { t.MsgId, t.Started })</c></summary>
    public static IQueryable<object?[]> Select(IQueryable<TaskRecord> source, IEnumerable<TaskField> fields)
    {
        var task = Expression.Parameter(typeof(TaskRecord), "t");
        var values = fields.Select(field => Expression.Convert(Expression.Property(task, field.Property), typeof(object)));
        return source.Select(Expression.Lambda<Func<TaskRecord, object?[]>>(Expression.NewArrayInit(typeof(object), values), task));
    }

    /// <summary>
    /// <c>{ key } => OrderBy(t => t.Key)</c>, or its like; <c>{ header.n } => OrderBy(t => FindOrder.Path(t.Header, "n", …))</c>
    /// </summary>
    private static IQueryable<TaskRecord> Order(IQueryable<TaskRecord> source, SortKey<TaskField> sort, bool isFirst)
    {
        var method = (isFirst, sort.Descending) switch
        {
            (true, false) => nameof(Queryable.OrderBy),
            (true, true) => nameof(Queryable.OrderByDescending),
            (false, false) => nameof(Queryable.ThenBy),
            (false, true) => nameof(Queryable.ThenByDescending),
        };
        var task = Expression.Parameter(typeof(TaskRecord), "t");
        var field = Expression.Property(task, sort.Field.Property);
        Expression key = sort.Path.Length > 0 ? PathKeys.InStore(field, sort.Path, sort.Descending, $"sort.{sort}") : field;
        var ordered = Expression.Call(
            typeof(Queryable), method, [typeof(TaskRecord), key.Type], source.Expression, Expression.Quote(Expression.Lambda(key, task)));
        return source.Provider.CreateQuery<TaskRecord>(ordered);
    }
}
