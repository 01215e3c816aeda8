using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Finding;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>A change of an update as the new value of a column.</summary>
/// <param name="Property"><c>t => t.Visits</c></param>
/// <param name="Value"><c>t => (t.Visits ?? 0) + 1</c></param>
internal sealed record ColumnChange(LambdaExpression Property, LambdaExpression Value)
{
    private static readonly MethodInfo SetMethod =
        typeof(ColumnChange).GetMethod(nameof(Set), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Resolves a change; null, with the problem noted, when the column can't be changed so.</summary>
    public static ColumnChange? Of(Type record, UpdateChange change, DateTime now, List<QueryProblem> problems)
    {
        if (FoundField.Of(record, change.Field, change.Path, problems) is not { } field)
        {
            return null;
        }

        if (field.Properties.Length > 1 || ScalarType.Of(field.Type) is not { } scalar)
        {
            problems.Add(new QueryProblem(change.Path, "updates change columns of the entity itself that hold one value"));
            return null;
        }

        var item = Expression.Parameter(record, "t");
        var column = field.Of(item);
        return ValueOf(change, column, field, scalar, now, problems) is { } value
            ? new ColumnChange(Expression.Lambda(column, item), Expression.Lambda(value, item))
            : null;
    }

    /// <summary>Adds the change to those that EF Core makes.</summary>
    public void AddTo<T>(UpdateSettersBuilder<T> builder) =>
        SetMethod.MakeGenericMethod(typeof(T), Property.ReturnType).Invoke(null, [builder, Property, Value]);

    private static void Set<T, TProperty>(
        UpdateSettersBuilder<T> builder, Expression<Func<T, TProperty>> property, Expression<Func<T, TProperty>> value) =>
        builder.SetProperty(property, value);

    private static Expression? ValueOf(
        UpdateChange change, Expression column, FoundField field, ScalarType scalar, DateTime now, List<QueryProblem> problems)
    {
        var known = change.Operator;
        if (known == UpdateOperator.Unset || (known == UpdateOperator.Set && change.Operand.IsNull))
        {
            return field.IsNullable
                ? Expression.Constant(null, column.Type)
                : Refused($"'{field.Path}' can't be null");
        }

        if (known == UpdateOperator.CurrentDate)
        {
            return field.Plain == typeof(DateTime) ? Given(now)
                : field.Plain == typeof(DateTimeOffset) ? Given(new DateTimeOffset(now))
                : Refused($"the field holds {scalar.Description}, and no timestamp");
        }

        if (!scalar.TryRead(change.Operand, out var operand))
        {
            return Refused($"the field holds {scalar.Description}, not {QueryProblem.Shown(change.Operand.ToString())}");
        }

        if (known == UpdateOperator.Set)
        {
            return Given(operand);
        }

        if (!IsNumber(field.Plain)
            && (known == UpdateOperator.Increment || (field.Plain != typeof(DateTime) && field.Plain != typeof(DateOnly))))
        {
            return Refused(known == UpdateOperator.Increment
                ? $"the field holds {scalar.Description}, to which no number is added"
                : $"the field holds {scalar.Description}: {known.Name} takes numbers, timestamps and dates");
        }

        var value = Given(operand);
        if (known == UpdateOperator.Increment)
        {
            // { $inc: { visits: 1 } } => (t.Visits ?? 0) + 1
            var old = column.Type == field.Plain ? column : Expression.Coalesce(column, Expression.Default(field.Plain));
            return Lifted(Expression.Add(old, Operand(operand)));
        }

        // { $max: { visits: 5 } } => t.Visits == null || t.Visits < 5 ? 5 : t.Visits
        Expression replaced = known == UpdateOperator.Min
            ? Expression.GreaterThan(column, value)
            : Expression.LessThan(column, value);
        return Expression.Condition(
            column.Type == field.Plain
                ? replaced
                : Expression.OrElse(Expression.Equal(column, Expression.Constant(null, column.Type)), replaced),
            value,
            column);

        Expression? Refused(string reason)
        {
            problems.Add(new QueryProblem(change.Path, reason));
            return null;
        }

        Expression Given(object found) => Lifted(Operand(found));

        MemberExpression Operand(object found) => Captured.Of(field.Plain, found).Access;

        Expression Lifted(Expression found) => found.Type == column.Type ? found : Expression.Convert(found, column.Type);
    }

    /// <summary>Types that C# adds without a conversion.</summary>
    private static bool IsNumber(Type type) =>
        !type.IsEnum
        && Type.GetTypeCode(type) is TypeCode.Int32 or TypeCode.Int64 or TypeCode.Double or TypeCode.Single or TypeCode.Decimal;
}
