using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// <c>{ TextOperators.StartsWith(a, b) } => substr(a, 1, length(b)) = b</c>,
/// <c>{ TextOperators.EndsWith(a, b) } => substr(a, length(a) - length(b) + 1) = b</c>
/// </summary>
internal sealed class TextTranslator(ISqlExpressionFactory sql) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method.DeclaringType != typeof(TextOperators))
        {
            return null;
        }

        var (text, part) = (sql.ApplyDefaultTypeMapping(arguments[0]), sql.ApplyDefaultTypeMapping(arguments[1]));
        return sql.Equal(
            method.Name == nameof(TextOperators.StartsWith)
                ? Function("substr", typeof(string), text, sql.Constant(1), Length(part))
                : Function("substr", typeof(string), text, sql.Add(sql.Subtract(Length(text), Length(part)), sql.Constant(1))),
            part);
    }

    private SqlExpression Length(SqlExpression text) => Function("length", typeof(int), text);

    private SqlExpression Function(string name, Type type, params SqlExpression[] arguments) =>
        sql.Function(name, arguments, nullable: true, argumentsPropagateNullability: [.. arguments.Select(_ => true)], type);
}
