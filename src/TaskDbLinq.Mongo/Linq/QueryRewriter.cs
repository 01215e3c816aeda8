using System.Collections.ObjectModel;
using System.Linq.Expressions;
using MongoDB.Driver;
using MongoDB.Driver.Linq;
using TaskDbLinq.Filters;
using TaskDbLinq.Linq;
using TaskDbLinq.Mongo.Filters;

namespace TaskDbLinq.Mongo.Linq;

/// <summary>A query over tasks as the driver's LINQ provider takes it: its predicates are native filters already.</summary>
internal sealed class QueryRewriter(IQueryable<TaskRecord> root) : ExpressionVisitor
{
    private readonly LambdaRewriter _lambdas = new();

    /// <summary><c>{ tasks } => collection.AsQueryable()</c></summary>
    protected override Expression VisitConstant(ConstantExpression node) =>
        node.Value is StoreQueryable<TaskRecord> ? root.Expression : node;

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.DeclaringType != typeof(Queryable))
        {
            return base.VisitMethodCall(node);
        }

        switch (node)
        {
            case
            {
                Method.Name: nameof(Queryable.Where),
                Arguments: [var source, UnaryExpression { Operand: Expression<Func<TaskRecord, bool>> predicate }]
            }
                when IsOfTasks(source):
                return Filtered(Visit(source), predicate);
            case { Method.Name: nameof(Queryable.Take), Arguments: [var source, ConstantExpression { Value: <= 0 }] }:
                return Nothing(Visit(source), source.Type.GetGenericArguments()[0]);
            case { Method.Name: nameof(Queryable.Skip), Arguments: [var source, ConstantExpression { Value: <= 0 }] }:
                return Visit(source);
            default:
                return base.VisitMethodCall(node);
        }
    }

    protected override Expression VisitLambda<T>(Expression<T> node) => _lambdas.Visit(node);

    /// <summary>
    /// <c>{ tasks.Where(p) } => tasks.Where(t => filter.Inject())</c>. A part that is no filter, such as a comparison of
    /// two fields, goes to the driver.
    /// </summary>
    private Expression Filtered(Expression source, Expression<Func<TaskRecord, bool>> predicate)
    {
        if (FilterReadBack.TryRead(predicate, []) is { } filter)
        {
            return PredicateCalls.Where(source, Part(Injected(filter)));
        }

        return predicate.Body is BinaryExpression { NodeType: ExpressionType.AndAlso } and
            ? Filtered(Filtered(source, Part(and.Left)), Part(and.Right))
            : PredicateCalls.Where(source, Part(Split(predicate.Body, predicate.Parameters, negated: false)));

        Expression<Func<TaskRecord, bool>> Part(Expression body) => Expression.Lambda<Func<TaskRecord, bool>>(body, predicate.Parameters);
    }

    /// <summary><c>{ p || t.A.Length > 2 } => filter.Inject() || t.A != null &amp;&amp; t.A.Length > 2</c></summary>
    private Expression Native(Expression test, ReadOnlyCollection<ParameterExpression> task, bool negated)
    {
        var whole = negated ? Expression.Not(test) : test;
        return FilterReadBack.TryRead(Expression.Lambda<Func<TaskRecord, bool>>(whole, task), []) is { } filter
            ? Injected(filter)
            : Split(test, task, negated);
    }

    /// <summary>A test that is no filter as a whole: its parts may be.</summary>
    private Expression Split(Expression test, ReadOnlyCollection<ParameterExpression> task, bool negated)
    {
        switch (test)
        {
            // { !(p || q) } => !p && !q: the driver takes a filter beside others, and not below a negation.
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse } either:
                var (left, right) = (Native(either.Left, task, negated), Native(either.Right, task, negated));
                return (either.NodeType == ExpressionType.AndAlso) != negated
                    ? Expression.AndAlso(left, right)
                    : Expression.OrElse(left, right);
            case UnaryExpression { NodeType: ExpressionType.Not } not when not.Type == typeof(bool):
                return Split(not.Operand, task, !negated);
            default:
                var leaf = _lambdas.Visit(NullSafe.Rewrite(test));
                return negated ? Expression.Not(leaf) : leaf;
        }
    }

    /// <summary><c>{ source.Take(0) } => source.Where(e => false)</c>: the server refuses a limit of zero.</summary>
    private static Expression Nothing(Expression source, Type element) =>
        PredicateCalls.Where(source, Expression.Lambda(Expression.Constant(false), Expression.Parameter(element, "e")));

    private static Expression Injected(Filter filter)
    {
        FilterDefinition<TaskRecord> definition = new BsonDocumentFilterDefinition<TaskRecord>(NativeFilter.Of(filter));
        Expression<Func<TaskRecord, bool>> injected = task => definition.Inject();
        return injected.Body;
    }

    /// <summary>Whether the elements of a source are the documents of the collection, as they are.</summary>
    private static bool IsOfTasks(Expression source) => source switch
    {
        ConstantExpression { Value: StoreQueryable<TaskRecord> } => true,
        MethodCallExpression { Arguments: [var inner, ..] } call when call.Method.DeclaringType == typeof(Queryable) => call.Method.Name is
            nameof(Queryable.Where) or nameof(Queryable.OrderBy) or nameof(Queryable.OrderByDescending) or nameof(Queryable.ThenBy)
            or nameof(Queryable.ThenByDescending) or nameof(Queryable.Skip) or nameof(Queryable.Take) && IsOfTasks(inner),
        _ => false,
    };
}
