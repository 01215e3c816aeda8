using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Problems;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>Patterns as <c>$regex</c>.</summary>
internal static class Patterns
{
    public static FilterNode? Where(Field field, string text, string options, Expression part, ReadScope scope) =>
        Pattern.TryCreate(text, options, FilterLimits.Default.PatternTimeout, out var reason) is { } pattern
            ? FieldTests.Where(field, new Filters.Operators.Regex(QueryPath.Root, pattern))
            : scope.Refuse(part, reason);
}
