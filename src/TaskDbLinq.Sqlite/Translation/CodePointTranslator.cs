using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary><c>{ CodePointOrder.Less(a, b) } => a &lt; b</c>: SQLite's BINARY collation compares UTF-8 bytes, which is code-point order.</summary>
internal sealed class CodePointTranslator(ISqlExpressionFactory sql) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments, IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method.DeclaringType != typeof(CodePointOrder))
        {
            return null;
        }

        return method.Name switch
        {
            nameof(CodePointOrder.Less) => sql.LessThan(arguments[0], arguments[1]),
            nameof(CodePointOrder.LessOrEqual) => sql.LessThanOrEqual(arguments[0], arguments[1]),
            nameof(CodePointOrder.Greater) => sql.GreaterThan(arguments[0], arguments[1]),
            nameof(CodePointOrder.GreaterOrEqual) => sql.GreaterThanOrEqual(arguments[0], arguments[1]),
            _ => null,
        };
    }
}
