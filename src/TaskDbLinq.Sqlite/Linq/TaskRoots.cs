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

/// <summary>
/// <c>{ db.Tasks.Where(…) => context.Tasks.Where(…) }</c>: puts one run's context under a query, also inside its lambdas.
/// </summary>
internal sealed class TaskRoots : ExpressionVisitor
{
    private readonly TaskQueryProvider _provider;
    private readonly TaskContext _context;

    /// <summary>The comparisons that are below their guards already.</summary>
    private readonly HashSet<Expression> _guarded = new(ReferenceEqualityComparer.Instance);

    private TaskRoots(TaskQueryProvider provider, TaskContext context)
    {
        _provider = provider;
        _context = context;
    }

    public static Expression Bind(Expression query, TaskQueryProvider provider, TaskContext context) =>
        new TaskRoots(provider, context).Visit(PortableQuery.Of(query, provider));

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
            return ParameterSwap.Body(query.ToExpression<TaskRecord>(), task);
        }

        return node is { Method.Name: nameof(string.StartsWith) or nameof(string.EndsWith), Object: { } text, Arguments: [var part] }
            && part.Type == typeof(string)
            ? Expression.Call(typeof(TextOperators), node.Method.Name, null, Visit(text), Visit(part))
            : base.VisitMethodCall(node);
    }

    /// <summary>
    /// <c>{ string.Compare(a, b) &lt; 0 } => a == null &amp;&amp; b != null || CodePointOrder.Less(a, b)</c>: null comes first in C#, and
    /// is neither less nor greater in SQL. <c>{ a.Value.Date == b.Value.Date } => a != null &amp;&amp; b != null &amp;&amp; …</c>: EF Core
    /// finds two nulls equal.
    /// </summary>
    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (OrdinalCalls.Compared(node.Left) is var (left, right) && node.Right is ConstantExpression { Value: 0 })
        {
            return NullOrder.Compare(node.NodeType, Visit(left), Visit(right)) ?? base.VisitBinary(node);
        }

        return node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && NullableParts.IsIn(node.Left)
            && NullableParts.IsIn(node.Right) && _guarded.Add(node)
            ? Visit(NullSafe.Rewrite(node))
            : base.VisitBinary(node);
    }

    protected override Expression VisitConstant(ConstantExpression node) => Root(node.Value) ?? node;

    /// <summary>A query that a lambda captured, or a database's <c>Tasks</c> that it names.</summary>
    protected override Expression VisitMember(MemberExpression node) =>
        typeof(IQueryable).IsAssignableFrom(node.Type) && node.Expression is MemberExpression or ConstantExpression
            ? Root(Expression.Lambda<Func<object?>>(node).Compile(preferInterpretation: true)()) ?? base.VisitMember(node)
            : base.VisitMember(node);

    /// <summary>Finds what is read of the value of a field that may be null.</summary>
    private sealed class NullableParts : ExpressionVisitor
    {
        private bool _found;

        public static bool IsIn(Expression expression)
        {
            var finder = new NullableParts();
            finder.Visit(expression is MemberExpression { Member.Name: nameof(Nullable<>.Value), Expression: { } whole }
                ? whole
                : expression);
            return finder._found;
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            _found |= node is { Member.Name: nameof(Nullable<>.Value), Expression: MemberExpression { Expression: ParameterExpression } };
            return base.VisitMember(node);
        }
    }

    private Expression? Root(object? value) => value is IQueryable query && ReferenceEquals(query.Provider, _provider)
        ? query.Expression is ConstantExpression ? _context.Tasks.Expression : Visit(PortableQuery.Of(query.Expression, _provider))
        : null;
}
