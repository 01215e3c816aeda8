using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.EntityFrameworkCore.Linq;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Dialect;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Translation;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tasks.Linq;

/// <summary>
/// Puts one run's context under a query. Tests of what is in a dict field are written as filters, which PostgreSQL answers by its
/// functions.
/// </summary>
internal sealed class TaskRoots : StoreRoots<TaskRecord>
{
    private TaskRoots(TaskQueryProvider provider, TaskContext context)
        : base(provider, context.Tasks)
    {
    }

    public static Expression Bind(Expression query, TaskQueryProvider provider, TaskContext context) =>
        new TaskRoots(provider, context).Bind(query);

    /// <summary><c>{ t.Header["n"] > 3 } => what { "header.n": { $gt: 3 } } is</c></summary>
    public override Expression? Visit(Expression? node) =>
        node is BinaryExpression or MethodCallExpression or UnaryExpression && node.Type == typeof(bool)
            && DictReads.RecordOf(node) is { } record && AsFilter(node, record) is { } test
            ? test
            : base.Visit(node);

    /// <summary><c>{ Select(t => t.Header) } => Select(t => Projected.Present(t.Header))</c></summary>
    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node is { Method.Name: nameof(Queryable.Select), Arguments: [var source, UnaryExpression { Operand: LambdaExpression selector }] }
            && node.Method.DeclaringType == typeof(Queryable)
            ? node.Update(null, [Visit(source)!, Expression.Quote(Projected.In(selector, body => Visit(body)!))])
            : base.VisitMethodCall(node);

    /// <summary>A string with U+0000 can't be sent: no string of PostgreSQL has it.</summary>
    protected override Expression VisitConstant(ConstantExpression node) => IsFirst(node.Value)
        ? Captured.Of(node.Type, node.Value).Access
        : NulCheck.IsIn(node.Value)
        ? throw new QueryException(new QueryProblem(
            string.Empty,
            $"{QueryProblem.Shown(node.Value!.ToString()!)} has U+0000, which no string of PostgreSQL has: it can't be compared there"))
        : base.VisitConstant(node);

    /// <summary>
    /// A captured timestamp is compared as it is, by its ticks: <c>{ DateTime.Now } => the same in UTC</c>, as the tasks have it.
    /// </summary>
    protected override Expression VisitMember(MemberExpression node) =>
        node.Expression is null && node.Member.DeclaringType == typeof(DateTime) && node.Member.Name == nameof(DateTime.MinValue)
            ? new Captured<DateTime>(FiniteTimes.First).Access
        : node.Expression is ConstantExpression { Value: Captured { Boxed: DateTime { Kind: not DateTimeKind.Utc } timestamp } }
            ? Captured.Of(node.Type, timestamp.ToUniversalTime()).Access
            : base.VisitMember(node);

    /// <summary>The first timestamp of .NET goes as a parameter: <see cref="FiniteTimes"/> knows it there.</summary>
    private static bool IsFirst(object? value) => value is DateTime timestamp && timestamp == DateTime.MinValue;

    /// <summary>Finds the one task of whose dict fields something is read.</summary>
    private sealed class DictReads : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> _records = [];
        private bool _reads;
        private bool _isNested;

        public static ParameterExpression? RecordOf(Expression test)
        {
            var finder = new DictReads();
            finder.Visit(test);
            return finder is { _reads: true, _isNested: false, _records.Count: 1 } ? finder._records.Single() : null;
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            _reads |= node.Type == typeof(Document) && node.Expression is ParameterExpression;
            return base.VisitMember(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _records.Add(node);
            return node;
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            _isNested = true;
            return node;
        }
    }
}
