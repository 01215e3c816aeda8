using System.Linq.Expressions;
using TaskDbLinq.PostgreSql.Translation;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tasks.Linq;

/// <summary>
/// Fields that a projection reads. EF Core gives null for a column that is null, where a task has no document, or no buffers: both may be
/// asked for what is in them.
/// </summary>
internal sealed class Projected : ExpressionVisitor
{
    private static readonly Projected Fields = new();

    public static Document Present(Document? value) => value ?? Document.None;

    public static BufferList Present(BufferList? value) => value ?? BufferList.Empty;

    /// <summary>The selector with what it reads of a task present.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="visit">What is done with its body before.</param>
    public static LambdaExpression In(LambdaExpression selector, Func<Expression, Expression> visit) =>
        Expression.Lambda(selector.Type, Fields.Visit(visit(selector.Body)), selector.Parameters);

    protected override Expression VisitMember(MemberExpression node) =>
        node.Expression is ParameterExpression && (node.Type == typeof(Document) || node.Type == typeof(BufferList))
            ? Expression.Call(typeof(Projected), nameof(Present), null, node)
            : base.VisitMember(node);

    /// <summary>What PostgreSQL reads out of a document is null where there is none.</summary>
    protected override Expression VisitUnary(UnaryExpression node) => DocumentReads.Of(node) is null ? base.VisitUnary(node) : node;

    /// <summary>Conditions and queries inside of a projection run in the store.</summary>
    protected override Expression VisitLambda<T>(Expression<T> node) => node;

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node.Method.DeclaringType?.Assembly == typeof(DocumentReads).Assembly || node.Type == typeof(bool)
            ? node
            : base.VisitMethodCall(node);
}
