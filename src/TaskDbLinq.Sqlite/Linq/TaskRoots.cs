using System.Linq.Expressions;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary><c>{ db.Tasks.Where(…) => context.Tasks.Where(…) }</c>: puts one run's context under a query, also inside its lambdas.</summary>
internal sealed class TaskRoots : ExpressionVisitor
{
    private readonly TaskQueryProvider _provider;
    private readonly TaskContext _context;

    private TaskRoots(TaskQueryProvider provider, TaskContext context)
    {
        _provider = provider;
        _context = context;
    }

    public static Expression Bind(Expression query, TaskQueryProvider provider, TaskContext context) => new TaskRoots(provider, context).Visit(query);

    protected override Expression VisitConstant(ConstantExpression node) => Root(node.Value) ?? node;

    /// <summary>A query that a lambda captured, or a database's <c>Tasks</c> that it names.</summary>
    protected override Expression VisitMember(MemberExpression node) =>
        typeof(IQueryable).IsAssignableFrom(node.Type) && node.Expression is MemberExpression or ConstantExpression
            ? Root(Expression.Lambda<Func<object?>>(node).Compile(preferInterpretation: true)()) ?? base.VisitMember(node)
            : base.VisitMember(node);

    private Expression? Root(object? value) => value is IQueryable query && ReferenceEquals(query.Provider, _provider)
        ? query.Expression is ConstantExpression ? _context.Tasks.Expression : Visit(query.Expression)
        : null;
}
