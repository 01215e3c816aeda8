using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Finding;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary><c>{ FindOrder.Text(v) } => ordinal(v)</c>: strings and characters as they are ordered by code point.</summary>
/// <param name="ordinal">Makes a string or a character compare by its bytes.</param>
internal sealed class FindOrderTranslator(Func<SqlExpression, SqlExpression> ordinal) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        method.DeclaringType == typeof(FindOrder) && method.Name == nameof(FindOrder.Text) ? ordinal(arguments[0]) : null;
}
