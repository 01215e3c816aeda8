using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.PostgreSql.Conditions;
using TaskDbLinq.PostgreSql.Functions;
using TaskDbLinq.Problems;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// Conditions inside <c>jsonb</c> columns by the functions of <see cref="JsonFunctions"/>:
/// <c>{ DictField.Satisfies(c, "a.b", shape, operand, condition) } => holds(c, 'a.b', condition)</c>, and for equality and <c>$in</c>
/// <c>keys(c, 'a.b') &amp;&amp; operand_keys(condition)</c>, which an index answers.
/// </summary>
internal sealed class JsonbTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (JsonData.IsRead(method))
        {
            return arguments[0];
        }

        if (method.DeclaringType == typeof(StoreOrder) && method.Name == nameof(StoreOrder.IsNoDocument))
        {
            return IsNull(JsonbColumn.AsBinary(arguments[0], sql, mappings));
        }

        if (method.DeclaringType == typeof(DocumentReads))
        {
            return Read(method, JsonbColumn.AsBinary(arguments[0], sql, mappings), arguments[1]);
        }

        return method == DictField.SatisfiesMethod
            && arguments[1] is SqlConstantExpression { Value: FieldPath path }
            && arguments[2] is SqlConstantExpression { Value: ConditionShape shape }
                ? Satisfies(JsonbColumn.Of(arguments[0], path.Text, sql, mappings), path, shape, arguments[4])
                : null;
    }

    private SqlExpression Satisfies(SqlExpression column, FieldPath path, ConditionShape shape, SqlExpression condition)
    {
        var text = sql.Constant((string)ConditionOperands.Name(path.Text, QueryPath.Root)!, mappings.FindMapping(typeof(string)));
        var wanted = sql.ApplyTypeMapping(condition, mappings.FindMapping(typeof(Condition)));
        return shape is ComparisonShape { Comparison: Comparison.Equal } or MembershipShape { HasPatterns: false }
            ? ((NpgsqlSqlExpressionFactory)sql).Overlaps(
                Function("keys", typeof(string[]), column, text), Function("operand_keys", typeof(string[]), wanted))
            : Function("holds", typeof(bool), column, text, wanted);
    }

    /// <summary><c>{ (int?)c["a"]["b"] } => as_int(item(c, '["a","b"]'))</c></summary>
    private SqlExpression Read(MethodInfo method, SqlExpression column, SqlExpression path)
    {
        var (function, type) = method.Name switch
        {
            nameof(DocumentReads.ToText) => ("as_text", typeof(string)),
            nameof(DocumentReads.ToBoolean) => ("as_boolean", typeof(bool)),
            nameof(DocumentReads.ToInt32) => ("as_int", typeof(int)),
            _ => ("as_bigint", typeof(long)),
        };
        var item = sql.Function(
            JsonFunctions.Schema, "item", [column, sql.ApplyTypeMapping(path, mappings.FindMapping(typeof(string)))], nullable: true,
            argumentsPropagateNullability: [true, true], column.Type, column.TypeMapping);
        var read = sql.Function(
            JsonFunctions.Schema, function, [item], nullable: true, argumentsPropagateNullability: [true], type,
            mappings.FindMapping(type));
        return type == typeof(string) ? TextColumn.Ordinal(read, sql) : read;
    }

    /// <summary><c>{ c == null } => coalesce(c, 'null') = 'null'</c>: the null of JSON is none of SQL's.</summary>
    private SqlExpression IsNull(SqlExpression column)
    {
        var none = sql.Fragment("'null'::jsonb", typeof(DocumentValue), column.TypeMapping);
        return sql.Equal(
            sql.Function(
                "coalesce", [column, none], nullable: false, argumentsPropagateNullability: [false, false], column.Type,
                column.TypeMapping),
            none);
    }

    private SqlExpression Function(string name, Type type, params SqlExpression[] arguments) => sql.Function(
        JsonFunctions.Schema, name, arguments, nullable: false, argumentsPropagateNullability: [.. arguments.Select(_ => false)], type,
        mappings.FindMapping(type));
}
