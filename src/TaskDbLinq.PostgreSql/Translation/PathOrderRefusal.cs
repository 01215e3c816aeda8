using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Finding;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>Refuses an order by what is inside of a JSON column, by its path: <c>jsonb</c> has another order of values.</summary>
internal sealed class PathOrderRefusal : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        method.DeclaringType == typeof(FindOrder) && method.Name is nameof(FindOrder.Path) or nameof(FindOrder.Compare)
            ? throw new QueryException(
                new QueryProblem(
                    arguments is [.., SqlConstantExpression { Value: string whole }, _] ? whole : "sort",
                    "PostgreSQL has no order by what is inside of a JSON column: jsonb sorts values in another way than MongoDB"))
            : null;
}
