using System.Linq.Expressions;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>Tasks from and to their field values, in the order of <see cref="TaskFields.All"/>.</summary>
internal static class TaskValues
{
    /// <summary>Makes a task of the values of all fields; compiled once, from the one table of fields.</summary>
    public static Func<object?[], TaskRecord> ToTask { get; } = Compile();

    /// <summary><c>{ values } => new TaskRecord { MsgId = (string)values[0], … }</c></summary>
    private static Func<object?[], TaskRecord> Compile()
    {
        var values = Expression.Parameter(typeof(object?[]), "values");
        var bindings = TaskFields.All.Select(field => Expression.Bind(
            field.Property,
            Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(field.Ordinal)), field.Property.PropertyType)));
        return Expression.Lambda<Func<object?[], TaskRecord>>(Expression.MemberInit(Expression.New(typeof(TaskRecord)), bindings), values)
            .Compile();
    }
}
