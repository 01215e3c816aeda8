using System.Globalization;
using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.Compiling;

/// <summary>Gives captured values their names, for showing a predicate: <c>{ constant.Operand => @0 }</c></summary>
/// <param name="known">The values that have their numbers already; others get the next ones.</param>
internal sealed class CapturedNames(IEnumerable<Captured?> known) : ExpressionVisitor
{
    /// <summary>The values, by their numbers.</summary>
    public List<Captured?> Found { get; } = [.. known];

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node.Expression is not ConstantExpression { Value: Captured value })
        {
            return base.VisitMember(node);
        }

        var at = Found.FindIndex(found => ReferenceEquals(found, value));
        if (at < 0)
        {
            at = Found.Count;
            Found.Add(value);
        }

        return Expression.Parameter(node.Type, string.Create(CultureInfo.InvariantCulture, $"@{at}"));
    }
}
