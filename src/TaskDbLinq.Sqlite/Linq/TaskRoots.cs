using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;
using TaskDbLinq.Linq;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Translation;
using TaskDbLinq.Values;

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

    public static Expression Bind(Expression query, TaskQueryProvider provider, TaskContext context) =>
        new TaskRoots(provider, context).Visit(DictNames.WriteOut(ForeignQueries.Settle(BalancedLogic.Rewrite(query), provider)));

    /// <summary>
    /// <c>{ t.Header.ContainsKey("a") } => what { "header.a": { $exists: true } } is</c>,
    /// <c>{ t.Label.StartsWith(x) } => TextOperators.StartsWith(t.Label, x)</c>
    /// </summary>
    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node is { Method.Name: nameof(Document.ContainsKey), Object: MemberExpression { Expression: ParameterExpression task } }
            && task.Type == typeof(TaskRecord)
            && FilterReadBack.TryRead(Expression.Lambda<Func<TaskRecord, bool>>(node, task), []) is { } query)
        {
            var exists = query.ToExpression<TaskRecord>();
            return new ParameterSwap(exists.Parameters[0], task).Visit(exists.Body);
        }

        return node is { Method.Name: nameof(string.StartsWith) or nameof(string.EndsWith), Object: { } text, Arguments: [var part] } && part.Type == typeof(string)
            ? Expression.Call(typeof(TextOperators), node.Method.Name, null, Visit(text), Visit(part))
            : base.VisitMethodCall(node);
    }

    protected override Expression VisitConstant(ConstantExpression node) => Root(node.Value) ?? node;

    /// <summary>
    /// A query that a lambda captured, or a database's <c>Tasks</c> that it names. And <c>{ DateTime.Now } => a captured
    /// value</c>, as it is at this run: SQLite's own clock answers in milliseconds, and in local time without saying so.
    /// </summary>
    protected override Expression VisitMember(MemberExpression node) =>
        node.Member.DeclaringType == typeof(DateTime) && node.Expression is null ? Clock(node)
        : typeof(IQueryable).IsAssignableFrom(node.Type) && node.Expression is MemberExpression or ConstantExpression
            ? Root(Expression.Lambda<Func<object?>>(node).Compile(preferInterpretation: true)()) ?? base.VisitMember(node)
            : base.VisitMember(node);

    private sealed class ParameterSwap(ParameterExpression old, ParameterExpression now) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == old ? now : node;
    }

    private static Expression Clock(MemberExpression node) => node.Member.Name switch
    {
        nameof(DateTime.Now) => new Captured<DateTime>(DateTime.Now).Access,
        nameof(DateTime.UtcNow) => new Captured<DateTime>(DateTime.UtcNow).Access,
        nameof(DateTime.Today) => new Captured<DateTime>(DateTime.Today).Access,
        _ => node,
    };

    private Expression? Root(object? value) => value is IQueryable query && ReferenceEquals(query.Provider, _provider)
        ? query.Expression is ConstantExpression ? _context.Tasks.Expression : Visit(query.Expression)
        : null;
}
