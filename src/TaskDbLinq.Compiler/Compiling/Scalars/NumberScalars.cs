using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>Doubles and floats.</summary>
internal sealed class FloatingScalar(Type type) : NumberScalar
{
    private static readonly MethodInfo IsNaNMethod = typeof(double).GetMethod(nameof(double.IsNaN))!;

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Double];

    public override bool TryRead(DocumentValue value, [NotNullWhen(true)] out object? result)
    {
        result = value is DocumentNumber number && Equal(number) is { } read
            ? Convert.ChangeType(read, type, CultureInfo.InvariantCulture)
            : null;
        return result is not null;
    }

    /// <summary>
    /// <c>{ value == NaN } => double.IsNaN(value)</c>: .NET's NaN equals nothing, MongoDB's itself.
    /// <c>{ value == 2^53 + 1 } => list.Contains(value)</c> with a list that is empty where no double equals the operand.
    /// </summary>
    protected override Expression Compare(Expression value, DocumentNumber number, ValueCondition condition, PredicateBuilder builder)
    {
        if (number.IsNaN)
        {
            return condition.Comparison is Comparison.Less or Comparison.Greater ? PredicateBuilder.False : IsNaN(value);
        }

        return condition.Comparison == Comparison.Equal && number is not DocumentDouble
            && number.ToInt64() is not (>= int.MinValue and <= int.MaxValue)
            ? Among(value, builder.Capture<IEnumerable<double>, ValueCondition>(condition, ReadEqual))
            : CompareAs<double>(value, condition, builder, Exact.ToDouble);
    }

    /// <summary>A list that is asked about has no NaN, which stores can't keep in one.</summary>
    public override Expression In(Expression value, In condition, PredicateBuilder builder) => condition.HasNaN
        ? PredicateBuilder.Any([IsNaN(value), base.In(value, condition, builder)])
        : base.In(value, condition, builder);

    protected override Expression InList(In condition, PredicateBuilder builder) => ListOf(condition, builder, Equal);

    private static double? Equal(DocumentNumber number) =>
        Exact.ToDouble(number, Comparison.Equal) is { } value && !double.IsNaN(value) ? value : null;

    private static bool ReadEqual(ValueCondition condition, out IEnumerable<double> list, out string reason)
    {
        (list, reason) = (Equal((DocumentNumber)condition.Operand) is { } value ? [value] : [], string.Empty);
        return true;
    }

    private Expression IsNaN(Expression value)
    {
        Expression plain = Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, "Value");
        return Guards.And(
            Guards.Extend(null, value),
            Expression.Call(IsNaNMethod, type == typeof(double) ? plain : Expression.Convert(plain, typeof(double))));
    }
}

/// <summary>Decimals. A double is read as its shortest decimal text, so that a filter's 9.99 is the property's 9.99m.</summary>
internal sealed class DecimalScalar : NumberScalar
{
    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Decimal];

    public override bool TryRead(DocumentValue value, [NotNullWhen(true)] out object? result)
    {
        result = value is DocumentNumber { IsNaN: false } number ? Exact.ToDecimal(number) : null;
        return result is not null;
    }

    /// <summary><c>{ v &lt;= 1e30 } => isReached &amp;&amp; v &lt;= 79228162514264337593543950335</c></summary>
    protected override Expression Compare(Expression value, DocumentNumber number, ValueCondition condition, PredicateBuilder builder) =>
        number.IsNaN
        ? PredicateBuilder.False
        : Expression.AndAlso(builder.Capture<bool, ValueCondition>(condition, ReadIsReached), Reached(value, condition, builder));

    /// <summary>An order with a number beyond the range holds for each value, or for none; all others can be compared with it.</summary>
    private static Expression Reached(Expression value, ValueCondition condition, PredicateBuilder builder)
    {
        var compared = CompareAs<decimal>(value, condition, builder, Bound);
        return condition.Comparison == Comparison.Equal
            ? compared
            : Expression.OrElse(
                Guards.And(Guards.Extend(null, value), builder.Capture<bool, ValueCondition>(condition, ReadIsBeyond)), compared);
    }

    protected override Expression InList(In condition, PredicateBuilder builder) =>
        ListOf(condition, builder, Exact.ToDecimal);

    private static decimal? Bound(DocumentNumber number, Comparison comparison) =>
        Exact.ToDecimal(number) ?? (Exact.Floor(number).Floor.Sign < 0 ? decimal.MinValue : decimal.MaxValue);

    private static bool ReadIsBeyond(ValueCondition condition, out bool value, out string reason)
    {
        (value, reason) = (condition.Operand is DocumentNumber number && Exact.ToDecimal(number) is null, string.Empty);
        return true;
    }

    /// <summary>A number beyond the range of decimals: all of them are on one side of it.</summary>
    private static bool ReadIsReached(ValueCondition condition, out bool value, out string reason)
    {
        reason = string.Empty;
        value = condition.Operand is DocumentNumber number && (Exact.ToDecimal(number) is not null || condition.Comparison switch
        {
            Comparison.Equal => false,
            Comparison.Less or Comparison.LessOrEqual => Exact.Floor(number).Floor.Sign >= 0,
            _ => Exact.Floor(number).Floor.Sign < 0,
        });
        return true;
    }
}
