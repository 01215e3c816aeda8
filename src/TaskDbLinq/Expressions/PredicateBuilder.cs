using System.Linq.Expressions;
using TaskDbLinq.Queries;
using TaskDbLinq.Queries.Ast;

namespace TaskDbLinq.Expressions;

/// <summary>What nodes need while they build a predicate: captured values, and a place for problems.</summary>
internal sealed class PredicateBuilder(List<QueryProblem> problems)
{
    private readonly List<Slot> _slots = [];
    private readonly List<Captured?> _captured = [];

    public static Expression True { get; } = Expression.Constant(true);

    public static Expression False { get; } = Expression.Constant(false);

    /// <summary>Where each captured value comes from.</summary>
    public IReadOnlyList<Slot> Slots => _slots;

    /// <summary>The captured values, in the order of their slots; null for one that could not be read.</summary>
    public IReadOnlyList<Captured?> Captured => _captured;

    public void Fail(QueryPath path, string reason, string? suggestion = null) =>
        problems.Add(new QueryProblem(path.ToString(), reason, suggestion));

    public void FailUnknown(QueryPath path, string what, string name, IEnumerable<string> known) =>
        problems.Add(QueryProblem.UnknownName(path.ToString(), what, name, known));

    /// <summary>Captures a value that <paramref name="read"/> takes from the condition, now and for each later query of the same shape.</summary>
    public Expression Capture<T, TCondition>(TCondition condition, ValueReader<T, TCondition> read)
        where TCondition : Condition
    {
        var slot = new Slot<T, TCondition>(condition.Ordinal, read);
        var captured = slot.Bind(condition, problems);
        _slots.Add(slot);
        _captured.Add(captured);
        return captured?.Access ?? (Expression)Expression.Default(typeof(T));
    }

    /// <summary><c>{ } => true</c>, <c>{ a } => a</c>, <c>{ a, b } => a &amp;&amp; b</c>; what always or never holds is folded.</summary>
    public static Expression All(IEnumerable<Expression> parts) => Fold(parts, neutral: true, Expression.AndAlso);

    /// <summary><c>{ } => false</c>, <c>{ a } => a</c>, <c>{ a, b } => a || b</c>.</summary>
    public static Expression Any(IEnumerable<Expression> parts) => Fold(parts, neutral: false, Expression.OrElse);

    public static Expression Not(Expression part) => part switch
    {
        ConstantExpression { Value: bool value } => value ? False : True,
        UnaryExpression { NodeType: ExpressionType.Not } not => not.Operand,
        BinaryExpression { NodeType: ExpressionType.Equal } equal =>
            Expression.NotEqual(equal.Left, equal.Right, liftToNull: false, equal.Method?.DeclaringType?.GetMethod("op_Inequality")),
        _ => Expression.Not(part),
    };

    private static Expression Fold(IEnumerable<Expression> parts, bool neutral, Func<Expression, Expression, Expression> join)
    {
        Expression? result = null;
        foreach (var part in parts)
        {
            if (part is ConstantExpression { Value: bool value })
            {
                if (value != neutral)
                {
                    return part;
                }
            }
            else
            {
                result = result is null ? part : join(result, part);
            }
        }

        return result ?? Expression.Constant(neutral);
    }
}

/// <summary>Takes a CLR value from a condition.</summary>
/// <returns>False, and the reason, when the condition's operand can't be one.</returns>
internal delegate bool ValueReader<T, in TCondition>(TCondition condition, out T value, out string reason)
    where TCondition : Condition;
