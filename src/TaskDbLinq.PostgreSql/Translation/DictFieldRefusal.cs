using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>A condition inside a dict field is refused: nothing of it is translated to <c>jsonb</c> yet.</summary>
internal sealed class DictFieldRefusal : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        method == DictField.SatisfiesMethod
            ? throw StoreRefusal.At(
                PathOf(arguments), "conditions inside a document are not translated to PostgreSQL: only null can be asked about it")
            : null;

    private static string PathOf(IReadOnlyList<SqlExpression> arguments)
    {
        var field = (arguments[0] as ColumnExpression)?.Name ?? string.Empty;
        return arguments[1] is SqlConstantExpression { Value: FieldPath { Length: > 0 } path } ? $"{field}.{path.Text}" : field;
    }
}
