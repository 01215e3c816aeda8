using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// EF Core reads a comparison by its node type and does not look at the operator's method, so that it would compare
/// JSON texts. Before it starts, the operators of <see cref="DocumentValue"/> become calls, which are translated by name.
/// </summary>
internal sealed class DocumentExpressionRewriter : ExpressionVisitor, IQueryExpressionInterceptor
{
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

    /// <summary>
    /// <c>{ t.Header["n"] > 3 } => DocumentOperators.Greater(t.Header["n"], 3)</c>; a comparison with null stays as it is,
    /// since what is missing is NULL in SQL too.
    /// </summary>
    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.Method?.DeclaringType != typeof(DocumentValue) || IsNull(node.Left) || IsNull(node.Right))
        {
            return base.VisitBinary(node);
        }

        var (left, right) = (Visit(node.Left), Visit(node.Right));
        return node.NodeType == ExpressionType.NotEqual
            ? Expression.Not(Expression.Call(DocumentOperators.Of(ExpressionType.Equal), left, right))
            : Expression.Call(DocumentOperators.Of(node.NodeType), left, right);
    }

    /// <summary><c>{ (string?)t.Header["a"] } => DocumentOperators.ToText(t.Header["a"])</c></summary>
    protected override Expression VisitUnary(UnaryExpression node) =>
        node.NodeType == ExpressionType.Convert && node.Method?.DeclaringType == typeof(DocumentValue) && node.Method.ReturnType != typeof(DocumentValue)
            ? Expression.Call(DocumentOperators.CastTo(node.Type), Visit(node.Operand))
            : base.VisitUnary(node);

    private static bool IsNull(Expression node) => node switch
    {
        ConstantExpression constant => constant.Value is null,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsNull(convert.Operand),
        _ => false,
    };
}
