using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Values;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary><c>{ CodePointOrder.Less(a, b) } => ordinal(a) &lt; b</c>: comparing UTF-8 bytes is code-point order.</summary>
/// <param name="sql">Makes expressions.</param>
/// <param name="ordinal">Makes a string compare by its bytes.</param>
internal sealed class CodePointTranslator(ISqlExpressionFactory sql, Func<SqlExpression, SqlExpression> ordinal) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method.DeclaringType != typeof(CodePointOrder))
        {
            return null;
        }

        var (left, right) = (ordinal(arguments[0]), arguments[1]);
        return method.Name switch
        {
            nameof(CodePointOrder.Less) => sql.LessThan(left, right),
            nameof(CodePointOrder.LessOrEqual) => sql.LessThanOrEqual(left, right),
            nameof(CodePointOrder.Greater) => sql.GreaterThan(left, right),
            nameof(CodePointOrder.GreaterOrEqual) => sql.GreaterThanOrEqual(left, right),
            _ => null,
        };
    }
}
