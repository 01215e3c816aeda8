using System.Linq.Expressions;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.Expressions.Scalars;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Parsing;

namespace TaskDbLinq.Queries.Operators;

/// <summary>
/// A number that leaves the remainder when divided: <c>{ f: { $mod: [divisor, remainder] } }</c>. Fractions are cut off
/// toward zero on both sides, and the remainder has the sign of the dividend.
/// </summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/mod/"/>
internal sealed class Mod(QueryPath path, DocumentValue operand, long divisor, long remainder) : Condition(path), IConditionOperator
{
    public static string Name => "$mod";

    public override string Operator => Name;

    public override DocumentValue Operand { get; } = operand;

    public static Condition? Parse(OperandSource source)
    {
        if (source.Value() is not { } value)
        {
            return null;
        }

        if (value is not DocumentArray { Count: 2 } pair || pair[0] is not DocumentNumber first || pair[1] is not DocumentNumber second)
        {
            return source.Fail("$mod takes two numbers, a divisor and a remainder");
        }

        if (first.Truncate() is not { } divisor || second.Truncate() is not { } remainder)
        {
            return source.Fail("$mod takes numbers that fit in 64 bits");
        }

        return divisor == 0
            ? source.Fail("$mod can't divide by zero")
            : source.Node(new Mod(source.Path, DocumentArray.Of(divisor, remainder), divisor, remainder));
    }

    public override bool Accepts(DocumentValue value) => value is DocumentNumber number && number.Truncate() is { } dividend && Leaves(dividend);

    /// <summary><c>{ n: { $mod: [d, r] } } => (long)t.N % d == r</c></summary>
    public override Expression Build(FieldTarget target, PredicateBuilder builder)
    {
        if (target is DocumentTarget document)
        {
            return document.Satisfies(this, builder);
        }

        var test = target.Some(scalar => scalar.Type is IntegralScalar ? Remains(scalar.Value, builder) : Refuse(scalar, builder));
        return test ?? Refuse(target, builder);
    }

    /// <summary>Dividing the smallest number by minus one overflows; nothing is left of it all the same.</summary>
    private bool Leaves(long dividend) => (divisor == -1 ? 0 : dividend % divisor) == remainder;

    /// <summary>What does not fit in 64 bits with a sign has no remainder, as in MongoDB; converting it would wrap around.</summary>
    private Expression Remains(Expression value, PredicateBuilder builder)
    {
        if ((Nullable.GetUnderlyingType(value.Type) ?? value.Type) == typeof(ulong))
        {
            var fits = Expression.LessThanOrEqual(value, Expression.Constant((ulong)long.MaxValue, value.Type));
            return Expression.AndAlso(fits, Divides(value, builder));
        }

        return Divides(value, builder);
    }

    private BinaryExpression Divides(Expression value, PredicateBuilder builder)
    {
        var wide = Nullable.GetUnderlyingType(value.Type) is null ? typeof(long) : typeof(long?);
        var dividend = value.Type == wide ? value : Expression.Convert(value, wide);
        return Expression.Equal(
            Expression.Modulo(dividend, Lift(builder.Capture<long, Mod>(this, ReadDivisor), wide)),
            Lift(builder.Capture<long, Mod>(this, ReadRemainder), wide));
    }

    private static Expression Lift(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);

    /// <summary>A divisor of -1 leaves what 1 leaves, and can't overflow.</summary>
    private static bool ReadDivisor(Mod condition, out long value, out string reason)
    {
        var divisor = ((DocumentNumber)condition.Operand[0]).Truncate()!.Value;
        (value, reason) = (divisor == -1 ? 1 : divisor, string.Empty);
        return true;
    }

    private static bool ReadRemainder(Mod condition, out long value, out string reason)
    {
        (value, reason) = (((DocumentNumber)condition.Operand[1]).Truncate()!.Value, string.Empty);
        return true;
    }

    private Expression Refuse(FieldTarget target, PredicateBuilder builder)
    {
        builder.Fail(Path, $"the field holds {target.Description}, which $mod can't divide");
        return PredicateBuilder.True;
    }
}
