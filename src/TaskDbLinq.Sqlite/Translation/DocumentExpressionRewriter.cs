using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// EF Core reads a comparison by its node type and does not look at the operator's method, so that it would compare
/// JSON texts. Before it starts, the operators of <see cref="DocumentValue"/> become calls, which are translated by name.
/// </summary>
internal sealed class DocumentExpressionRewriter : IQueryExpressionInterceptor
{
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
        new QueryRewriter(eventData.Context?.Model).Visit(queryExpression);
}

/// <summary>What <see cref="DocumentExpressionRewriter"/> makes of a query of one model.</summary>
/// <param name="model">The model; null where there is none.</param>
internal sealed class QueryRewriter(IModel? model) : ExpressionVisitor
{
    /// <summary>
    /// A list of a filter is one parameter, as JSON: <c>{ @list.Contains(v) } => v IN (SELECT value FROM json_each(@list))</c>. As parameters
    /// of their own, its values would soon be too many. Fractions are not read
    /// from JSON as exactly as they are bound, and spans of time are written in another form there.
    /// </summary>
    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node is { Method.Name: nameof(Enumerable.Contains), Arguments: [QueryParameterExpression { TranslationMode: null } list, var item] }
            && node.Method.DeclaringType == typeof(Enumerable) && list.Name.StartsWith(nameof(Captured<>.Operand), StringComparison.Ordinal)
            && IsSameInJson(Nullable.GetUnderlyingType(item.Type) ?? item.Type)
            ? node.Update(null, [new QueryParameterExpression(list.Name, list.Type, ParameterTranslationMode.Parameter), Visit(item)])
            : base.VisitMethodCall(node);

    /// <summary>
    /// <c>{ t.Header["n"] > 3 } => DocumentOperators.Greater(t.Header["n"], 3)</c>; a comparison with null stays as it is,
    /// since what is missing is NULL in SQL too.
    /// </summary>
    protected override Expression VisitBinary(BinaryExpression node)
    {
        // { e.Tags != null } => true: EF Core can't ask a many-to-many navigation, and there is always one.
        if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && IsNull(node.Right) && IsManyToMany(node.Left))
        {
            return Expression.Constant(node.NodeType == ExpressionType.NotEqual);
        }

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

    /// <summary>Whether EF Core writes a value in JSON as it writes it in a column.</summary>
    private static bool IsSameInJson(Type type) => !type.IsEnum
        && (Type.GetTypeCode(type) is TypeCode.String or TypeCode.Char or TypeCode.Boolean or (>= TypeCode.SByte and <= TypeCode.Int64) or TypeCode.Decimal or TypeCode.DateTime
            || type == typeof(Guid) || type == typeof(DateOnly));

    private bool IsManyToMany(Expression node) =>
        node is MemberExpression { Expression: { } owner } member && model?.FindEntityType(owner.Type)?.FindSkipNavigation(member.Member.Name) is not null;

    private static bool IsNull(Expression node) => node switch
    {
        ConstantExpression constant => constant.Value is null,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsNull(convert.Operand),
        _ => false,
    };
}
