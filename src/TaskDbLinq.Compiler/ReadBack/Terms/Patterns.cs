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

/// <summary>Text within a pattern.</summary>
internal static class Literals
{
    /// <summary>PCRE for the text itself, without options: <c>{ a.b } => { a\.b }</c>. BSON keeps patterns without NUL.</summary>
    public static string Escape(string text)
    {
        var pattern = new StringBuilder(text.Length + 8);
        foreach (var unit in text)
        {
            pattern.Append(unit switch
            {
                '\0' => "\\x00",
                '\\' or '^' or '$' or '.' or '|' or '?' or '*' or '+' or '(' or ')' or '[' or ']' or '{' or '}' => $"\\{unit}",
                _ => unit.ToString(),
            });
        }

        return pattern.ToString();
    }
}
