using System.Linq.Expressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;

namespace TaskDbLinq.Compiling.Building;

/// <summary>What lowerings share while they build a predicate: the captured values, and a place for problems.</summary>
/// <param name="conditions">Every condition of the filter, in its order. Filters that were composed may hold one twice.</param>
internal sealed class PredicateBuilder(IReadOnlyList<Condition> conditions)
{
    private readonly List<QueryProblem> _problems = [];
    private readonly List<ParameterSlot> _slots = [];
    private readonly List<Captured?> _captured = [];
    private int _ordinal = -1;
    private int _next;

    public static Expression True { get; } = Expression.Constant(true);

    public static Expression False { get; } = Expression.Constant(false);

    /// <summary>What of the filter does not fit the record type.</summary>
    public IReadOnlyList<QueryProblem> Problems => _problems;

    /// <summary>Where each captured value comes from.</summary>
    public IReadOnlyList<ParameterSlot> Slots => _slots;

    /// <summary>The captured values, in the order of their slots; null for one that could not be read.</summary>
    public IReadOnlyList<Captured?> Captured => _captured;

    public void Fail(QueryPath path, string reason, string? suggestion = null) =>
        _problems.Add(new QueryProblem(path.ToString(), reason, suggestion));

    public void FailUnknown(QueryPath path, string what, string name, IEnumerable<string> known) =>
        _problems.Add(QueryProblem.UnknownName(path.ToString(), what, name, known));

    /// <summary>
    /// Notes that values are captured for a condition from now on. Every condition is entered, in the order of the filter.
    /// </summary>
    /// <returns>What <see cref="Leave"/> takes.</returns>
    public int Enter(Condition condition)
    {
        var outer = _ordinal;

        // What lies between was not lowered: a condition on a dict field is asked as a whole, with those that are inside of it.
        while (!ReferenceEquals(conditions[_next], condition))
        {
            _next++;
        }

        _ordinal = _next++;
        return outer;
    }

    /// <summary>Goes back to the condition around the one that was entered.</summary>
    public void Leave(int outer) => _ordinal = outer;

    /// <summary>
    /// Captures a value that <paramref name="read"/> takes from the condition, now and for each later query of the same shape.
    /// </summary>
    public Expression Capture<T, TCondition>(TCondition condition, ValueReader<T, TCondition> read)
        where TCondition : Condition
    {
        var slot = new ParameterSlot<T, TCondition>(_ordinal, read);
        var captured = slot.Bind(condition, _problems);
        _slots.Add(slot);
        _captured.Add(captured);
        return captured?.Access ?? (Expression)Expression.Default(typeof(T));
    }

    /// <summary><c>{ } => true</c>, <c>{ a } => a</c>, <c>{ a, b } => a &amp;&amp; b</c>; what always or never holds is folded.</summary>
    public static Expression All(params ReadOnlySpan<Expression> parts) => Fold(parts, neutral: true, Expression.AndAlso);

    /// <summary><c>{ } => false</c>, <c>{ a } => a</c>, <c>{ a, b } => a || b</c>.</summary>
    public static Expression Any(params ReadOnlySpan<Expression> parts) => Fold(parts, neutral: false, Expression.OrElse);

    public static Expression Not(Expression part) => part switch
    {
        ConstantExpression { Value: bool value } => value ? False : True,
        UnaryExpression { NodeType: ExpressionType.Not } not => not.Operand,
        BinaryExpression { NodeType: ExpressionType.Equal } equal =>
            Expression.NotEqual(equal.Left, equal.Right, liftToNull: false, equal.Method?.DeclaringType?.GetMethod("op_Inequality")),
        _ => Expression.Not(part),
    };

    /// <summary>
    /// <c>{ a, b, c, d } => (a || b) || (c || d)</c>: a balanced tree, since what walks an expression tree does it recursively,
    /// and a list leaning to one side would overflow the stack. Every part is built, so that every problem is found.
    /// </summary>
    private static Expression Fold(ReadOnlySpan<Expression> parts, bool neutral, Func<Expression, Expression, Expression> join)
    {
        var open = new Expression[parts.Length];
        var count = 0;
        foreach (var part in parts)
        {
            if (part is not ConstantExpression { Value: bool value })
            {
                open[count++] = part;
            }
            else if (value != neutral)
            {
                return part;
            }
        }

        return count == 0 ? Expression.Constant(neutral) : Join(open.AsSpan(0, count), join);
    }

    /// <summary>Joins parts to a balanced tree.</summary>
    public static Expression Join(ReadOnlySpan<Expression> parts, Func<Expression, Expression, Expression> join) =>
        parts.Length == 1 ? parts[0] : join(Join(parts[..^(parts.Length / 2)], join), Join(parts[^(parts.Length / 2)..], join));
}
