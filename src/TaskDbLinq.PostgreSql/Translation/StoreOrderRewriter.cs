using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.EntityFrameworkCore.Translation;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>Turns a filter's comparisons into calls of <see cref="StoreOrder"/>; its user's own comparisons stay as they are.</summary>
internal sealed class StoreOrderRewriter(IModel? model) : QueryRewriter(model)
{
    /// <summary><c>{ @list.Contains(v) } => StoreOrder.In(@list, v)</c></summary>
    protected override Expression Contains(MethodCallExpression node, QueryParameterExpression list, Expression item) =>
        Expression.Call(StoreOrder.Of(nameof(StoreOrder.In), item.Type), list, item);

    /// <summary><c>{ v >= @operand } => StoreOrder.GreaterThanOrEqual(v, @operand)</c></summary>
    protected override Expression VisitBinary(BinaryExpression node) =>
        node is { NodeType: ExpressionType.Equal or ExpressionType.NotEqual, Left: var document }
            && typeof(DocumentValue).IsAssignableFrom(document.Type) && Comparisons.IsNull(node.Right)
        ? IsNoDocument(Visit(document), node.NodeType == ExpressionType.NotEqual)
        : IsComparison(node.NodeType) && HoldsOperand(node.Right) && node.Left.Type == node.Right.Type
        ? Expression.Call(StoreOrder.Of(node.NodeType, node.Left.Type), Visit(node.Left), Visit(node.Right))
        : base.VisitBinary(node);

    /// <summary><c>{ document == null } => StoreOrder.IsNoDocument(document)</c></summary>
    private static Expression IsNoDocument(Expression document, bool isNegated)
    {
        var test = Expression.Call(typeof(StoreOrder), nameof(StoreOrder.IsNoDocument), null, document);
        return isNegated ? Expression.Not(test) : test;
    }

    /// <summary><c>{ list.Any(e => e != null) } => list.Any(e => StoreOrder.IsPresent(e))</c></summary>
    protected override Expression VisitLambda<T>(Expression<T> node) =>
        node is
        {
            Parameters: [var element],
            Body: BinaryExpression { NodeType: ExpressionType.NotEqual, Left: var tested, Right: var nothing }
        }
            && tested == element && Comparisons.IsNull(nothing)
            && (element.Type == typeof(string) || Nullable.GetUnderlyingType(element.Type) is not null)
            ? node.Update(Expression.Call(StoreOrder.Of(nameof(StoreOrder.IsPresent), element.Type), element), node.Parameters)
            : base.VisitLambda(node);

    /// <summary>
    /// <c>{ (long)v } => StoreOrder.Bits(v)</c> for one of 64 bits without a sign, which PostgreSQL keeps as a numeric; and what is read
    /// out of a document.
    /// </summary>
    protected override Expression VisitUnary(UnaryExpression node) =>
        DocumentReads.Of(node) is { } read ? Visit(read)
        : node.NodeType == ExpressionType.Convert && Plain(node.Operand.Type) == typeof(ulong) && Plain(node.Type) == typeof(long)
            ? Expression.Convert(
                Expression.Call(typeof(StoreOrder), nameof(StoreOrder.Bits), null, Expression.Convert(Visit(node.Operand), typeof(ulong?))),
                node.Type)
            : base.VisitUnary(node);

    private static bool IsComparison(ExpressionType type) =>
        type is ExpressionType.Equal or ExpressionType.NotEqual or ExpressionType.LessThan
        or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual;

    private static bool HoldsOperand(Expression node) => node switch
    {
        QueryParameterExpression parameter => IsOperand(parameter),
        UnaryExpression { NodeType: ExpressionType.Convert } convert => HoldsOperand(convert.Operand),
        _ => false,
    };

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
