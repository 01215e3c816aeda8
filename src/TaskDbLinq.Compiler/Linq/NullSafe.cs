using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Values;

namespace TaskDbLinq.Linq;

/// <summary>
/// Makes the tests of a predicate hold or not where C# would raise on a null, as SQL and MongoDB do. A test on what
/// only exists beyond a null does not hold; a test that two things differ does, and a test for null does.
/// </summary>
internal sealed class NullSafe : ExpressionVisitor
{
    private readonly List<Expression> _receivers = [];

    private NullSafe()
    {
    }

    /// <summary><c>{ t.Stdout.Length > 0 } => { t.Stdout != null &amp;&amp; t.Stdout.Length > 0 }</c></summary>
    public static Expression Rewrite(Expression test) => test switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso } and => and.Update(Rewrite(and.Left), and.Conversion, Rewrite(and.Right)),
        BinaryExpression { NodeType: ExpressionType.OrElse } or => or.Update(Rewrite(or.Left), or.Conversion, Rewrite(or.Right)),
        UnaryExpression { NodeType: ExpressionType.Not } not when not.Type == typeof(bool) => not.Update(Rewrite(not.Operand)),
        ConditionalExpression choice when choice.Type == typeof(bool) =>
            choice.Update(Rewrite(choice.Test), Rewrite(choice.IfTrue), Rewrite(choice.IfFalse)),
        _ when test.Type == typeof(bool) => Guard(test),
        _ => test,
    };

    /// <summary>What a short circuit or another lambda decides about is not for the guard to look at.</summary>
    public override Expression? Visit(Expression? node) => node switch
    {
        LambdaExpression or ConditionalExpression => node,
        BinaryExpression { NodeType: ExpressionType.Coalesce or ExpressionType.AndAlso or ExpressionType.OrElse } => node,
        _ => base.Visit(node),
    };

    protected override Expression VisitMember(MemberExpression node)
    {
        base.VisitMember(node);
        if (node.Member.Name != nameof(Nullable<int>.HasValue)
            || Nullable.GetUnderlyingType(node.Expression?.Type ?? typeof(object)) is null)
        {
            Note(node.Expression);
        }

        return node;
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        base.VisitMethodCall(node);

        // A method of Nullable<T> itself, such as GetValueOrDefault, knows what to do with null.
        if (node.Object is { } instance && Nullable.GetUnderlyingType(instance.Type) is null)
        {
            Note(instance);
        }

        // { t.Label.Contains(t.Stdout) }: neither do C#'s string methods take a null.
        if ((node.Method.DeclaringType == typeof(string) && node.Object is not null
            && node.Method.Name is not (nameof(string.Equals) or nameof(string.CompareTo)))
            || (node.Method.DeclaringType == typeof(CodePointOrder)
                && node.Method.Name is nameof(CodePointOrder.Count) or nameof(CodePointOrder.CompareTo)))
        {
            foreach (var argument in node.Method.Name == nameof(CodePointOrder.CompareTo) ? node.Arguments.Take(1) : node.Arguments)
            {
                Note(argument);
            }
        }

        return node;
    }

    private static Expression Guard(Expression test)
    {
        var finder = new NullSafe();
        finder.Visit(test);
        if (finder._receivers.Count == 0)
        {
            return test;
        }

        // { a.B == null } => { a == null || a.B == null }; { a.B != c } => { a == null || a.B != c }
        var holdsOnNull = test is BinaryExpression { NodeType: ExpressionType.Equal } equal
            && (Comparisons.IsNull(equal.Left) || Comparisons.IsNull(equal.Right));
        holdsOnNull |= test is BinaryExpression { NodeType: ExpressionType.NotEqual } differ && !Comparisons.IsNull(differ.Left)
            && !Comparisons.IsNull(differ.Right);
        return finder._receivers.AsEnumerable().Reverse().Aggregate(test, (guarded, receiver) =>
        {
            var none = Expression.Constant(null, receiver.Type);
            return holdsOnNull
                ? Expression.OrElse(Expression.Equal(receiver, none), guarded)
                : Expression.AndAlso(Expression.NotEqual(receiver, none), guarded);
        });
    }

    /// <summary>A member that may be null; documents never are, nor is what a record's schema declares as not null.</summary>
    private void Note(Expression? receiver)
    {
        if (receiver is MemberExpression { Expression: not null and not ConstantExpression } member
            && (!member.Type.IsValueType || Nullable.GetUnderlyingType(member.Type) is not null)
            && !member.Type.IsAssignableTo(typeof(DocumentValue))
            && !IsNeverNull(member.Member))
        {
            _receivers.Add(member);
        }
    }

    /// <summary>A property of a record with a schema of its own, such as a task, declared without a question mark.</summary>
    private static bool IsNeverNull(MemberInfo member) =>
        member is PropertyInfo property && (property.DeclaringType?.IsDefined(typeof(RecordSchemaAttribute), inherit: false) ?? false)
        && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.NotNull;
}
