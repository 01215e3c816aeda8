using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>
/// Numbers. Each operand is compared in the narrowest CLR type in which the comparison is exact; which one that is
/// depends on the operand's kind only, as <see cref="OperandKinds"/> tells kinds apart, so that one plan serves the kind.
/// </summary>
internal abstract class NumberScalar : ScalarType
{
    public override string Description => "a number";

    public override Expression In(Expression value, In condition, PredicateBuilder builder)
    {
        // An exact list of one type serves all lists: what can't equal a value of the type can't match.
        return Among(value, InList(condition, builder));
    }

    /// <summary><c>{ value, list } => value != null &amp;&amp; list.Contains((T)value)</c></summary>
    protected static Expression Among(Expression value, Expression list)
    {
        var elementType = list.Type.GetGenericArguments()[0];
        return Guards.And(
            Guards.Extend(null, value), EnumerableCalls.Contains(elementType, list, Widen(NonNull(value), elementType)));
    }

    public override Expression Compare(Expression value, ValueCondition condition, PredicateBuilder builder)
    {
        if (condition.Operand is not DocumentNumber number)
        {
            builder.Fail(condition.Path, Refusal(condition.Operand));
            return PredicateBuilder.True;
        }

        return Compare(value, number, condition, builder);
    }

    protected abstract Expression Compare(Expression value, DocumentNumber number, ValueCondition condition, PredicateBuilder builder);

    /// <summary>The list in the type in which a value is looked up.</summary>
    protected abstract Expression InList(In condition, PredicateBuilder builder);

    protected static string Refusal(DocumentValue value) =>
        $"the field holds a number: expected one, not {QueryProblem.Shown(value.ToString())}{OperatorHints.For(value)}";

    /// <summary>Captures the operand as <typeparamref name="T"/>, and compares there.</summary>
    protected static Expression CompareAs<T>(
        Expression value, ValueCondition condition, PredicateBuilder builder, Func<DocumentNumber, Comparison, T?> read)
        where T : struct
    {
        var operand = builder.Capture(condition, (ValueCondition source, out T result, out string reason) =>
        {
            var converted = source.Operand is DocumentNumber number ? read(number, source.Comparison) : null;
            (result, reason) = (converted ?? default, converted is null ? $"{source.Operand} is out of the field's range" : string.Empty);
            return converted is not null;
        });
        return Comparisons.Make(condition.Comparison, Widen(value, typeof(T)), operand);
    }

    protected static Expression ListOf<T>(In condition, PredicateBuilder builder, Func<DocumentNumber, T?> read)
        where T : struct =>
        builder.Capture(condition, (In source, out IEnumerable<T> result, out string reason) =>
        {
            var list = new HashSet<T>();
            (result, reason) = (list, string.Empty);
            foreach (var item in source.Values)
            {
                if (item is DocumentNumber number)
                {
                    if (read(number) is { } converted)
                    {
                        list.Add(converted);
                    }
                }
                else if (!item.IsNull)
                {
                    reason = Refusal(item);
                    return false;
                }
            }

            return true;
        });

    /// <summary><c>{ value } => (T)value</c>, or <c>(T?)value</c> for one that can be null.</summary>
    protected static Expression Widen(Expression value, Type type)
    {
        var wide = Nullable.GetUnderlyingType(value.Type) is null ? type : typeof(Nullable<>).MakeGenericType(type);
        return value.Type == wide ? value : Expression.Convert(value, wide);
    }

    private static Expression NonNull(Expression value) =>
        Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, nameof(Nullable<int>.Value));
}
