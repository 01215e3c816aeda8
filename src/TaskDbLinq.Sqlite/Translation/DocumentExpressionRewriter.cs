using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// EF Core reads a comparison by its node type and does not look at the operator's method, so that it would compare
/// JSON texts. Before it starts, the operators of <see cref="DocumentValue"/> become calls, which are translated by name.
/// </summary>
internal sealed class DocumentExpressionRewriter : QueryRewriting
{
    protected override QueryRewriter RewriterOf(IModel? model) => new DocumentRewriter(model);
}

/// <summary>What <see cref="DocumentExpressionRewriter"/> makes of a query of one model.</summary>
/// <param name="model">The model; null where there is none.</param>
internal sealed class DocumentRewriter(IModel? model) : QueryRewriter(model)
{
    private readonly bool _hasCollations = CollationConvention.IsUsedBy(model);

    /// <summary>
    /// One parameter is JSON here: fractions are not read from it as exactly as they are bound, and spans of time are written in another
    /// form there.
    /// </summary>
    protected override Expression Contains(MethodCallExpression node, QueryParameterExpression list, Expression item) =>
        IsSameInJson(Nullable.GetUnderlyingType(item.Type) ?? item.Type)
            ? base.Contains(node, list, Exact(item))
            : node.Update(null, [list, item]);

    /// <summary>
    /// <c>{ t.Header["n"] > 3 } => DocumentOperators.Greater(t.Header["n"], 3)</c>; a comparison with null stays as it is,
    /// since what is missing is NULL in SQL too. <c>{ v == @operand } => ExactText.Of(v) == @operand</c>
    /// </summary>
    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (_hasCollations && node.Left.Type == typeof(string) && node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual
            && node.Right is QueryParameterExpression operand && IsOperand(operand))
        {
            return node.Update(Exact(Visit(node.Left)), node.Conversion, operand);
        }

        if (node.Method?.DeclaringType != typeof(DocumentValue) || Comparisons.IsNull(node.Left)
            || (Comparisons.IsNull(node.Right) && !IsRead(node.Left)))
        {
            return base.VisitBinary(node);
        }

        var (left, right) = (Visit(node.Left), Visit(node.Right));
        return node.NodeType == ExpressionType.NotEqual
            ? Expression.Not(Expression.Call(DocumentOperators.Of(ExpressionType.Equal), left, right))
            : Expression.Call(DocumentOperators.Of(node.NodeType), left, right);
    }

    private Expression Exact(Expression value) => _hasCollations && value.Type == typeof(string) ? ExactText.Call(value) : value;

    /// <summary>Whether a column may hold the null of JSON, which is none of SQL's: one that is not ours.</summary>
    private static bool IsRead(Expression value) => value is MethodCallExpression call && JsonData.IsRead(call.Method);

    /// <summary><c>{ (string?)t.Header["a"] } => DocumentOperators.ToText(t.Header["a"])</c></summary>
    protected override Expression VisitUnary(UnaryExpression node) =>
        node.NodeType == ExpressionType.Convert && node.Method?.DeclaringType == typeof(DocumentValue)
            && node.Method.ReturnType != typeof(DocumentValue)
            ? Expression.Call(DocumentOperators.CastTo(node.Type), Visit(node.Operand))
            : base.VisitUnary(node);

    /// <summary>Whether EF Core writes a value in JSON as it writes it in a column.</summary>
    private static bool IsSameInJson(Type type) => !type.IsEnum
        && (Type.GetTypeCode(type) is TypeCode.String or TypeCode.Char or TypeCode.Boolean or (>= TypeCode.SByte and <= TypeCode.Int64)
            or TypeCode.Decimal or TypeCode.DateTime
            || type == typeof(Guid) || type == typeof(DateOnly));
}
