using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>What every provider needs of a query's rewriting.</summary>
/// <param name="model">The model; null where there is none.</param>
internal abstract class QueryRewriter(IModel? model) : ExpressionVisitor
{
    /// <summary>
    /// A list of a filter is one parameter: <c>{ @list.Contains(v) } => v IN (SELECT value FROM json_each(@list))</c>, or <c>v = ANY
    /// (@list)</c>. As parameters of their own, its values would soon be too many.
    /// </summary>
    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        UnfitFilters.Check(node);
        return node is
        {
            Method.Name: nameof(Enumerable.Contains),
            Arguments: [QueryParameterExpression { TranslationMode: null } list, var item]
        }
            && node.Method.DeclaringType == typeof(Enumerable) && IsOperand(list)
            ? Contains(node, list, Visit(item))
            : base.VisitMethodCall(node);
    }

    /// <summary>Rewrites the lookup in a filter's list.</summary>
    protected virtual Expression Contains(MethodCallExpression node, QueryParameterExpression list, Expression item) =>
        node.Update(null, [AsOneParameter(list), item]);

    protected override Expression VisitBinary(BinaryExpression node) =>

        // { e.Tags != null } => true: EF Core can't ask a many-to-many navigation, and there is always one.
        node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && Comparisons.IsNull(node.Right) && IsManyToMany(node.Left)
            ? Expression.Constant(node.NodeType == ExpressionType.NotEqual)
            : base.VisitBinary(node);

    protected static QueryParameterExpression AsOneParameter(QueryParameterExpression list) =>
        new(list.Name, list.Type, ParameterTranslationMode.Parameter);

    /// <summary>Whether a parameter is a value that a filter captured, and not one of its user's own query.</summary>
    internal static bool IsOperand(QueryParameterExpression parameter) =>
        parameter.Name.StartsWith(nameof(Captured<>.Operand), StringComparison.Ordinal);

    private bool IsManyToMany(Expression node) =>
        node is MemberExpression { Expression: { } owner } member
            && model?.FindEntityType(owner.Type)?.FindSkipNavigation(member.Member.Name) is not null;
}
