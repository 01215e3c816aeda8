using System.Linq.Expressions;

namespace TaskDbLinq.Differential.Tests.Linq;

/// <summary>
/// One test as LINQ writes it, and the same as LINQ to Objects runs it: with the null guards that C# needs where a store
/// answers without them.
/// </summary>
public sealed record Atom(string Name, Expression<Func<TaskRecord, bool>> Test, Func<TaskRecord, bool> Reference)
{
    /// <summary>A test that C# runs on any task as it stands.</summary>
    public static Atom Of(string name, Expression<Func<TaskRecord, bool>> test) => new(name, test, test.Compile());

    public static Atom And(Atom a, Atom b) =>
        new($"({a.Name} && {b.Name})", Join(a, b, Expression.AndAlso), t => a.Reference(t) && b.Reference(t));

    public static Atom Or(Atom a, Atom b) =>
        new($"({a.Name} || {b.Name})", Join(a, b, Expression.OrElse), t => a.Reference(t) || b.Reference(t));

    public static Atom Not(Atom a) =>
        new($"!{a.Name}", Expression.Lambda<Func<TaskRecord, bool>>(Expression.Not(a.Test.Body), a.Test.Parameters), t => !a.Reference(t));

    private static Expression<Func<TaskRecord, bool>> Join(Atom a, Atom b, Func<Expression, Expression, BinaryExpression> join)
    {
        var task = a.Test.Parameters[0];
        return Expression.Lambda<Func<TaskRecord, bool>>(join(a.Test.Body, new Swap(b.Test.Parameters[0], task).Visit(b.Test.Body)), task);
    }

    private sealed class Swap(ParameterExpression old, ParameterExpression now) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == old ? now : node;
    }
}
