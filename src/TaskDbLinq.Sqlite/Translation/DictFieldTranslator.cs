using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary><c>{ DictField.Satisfies(field, path, shape, condition) } => taskdb_match(field, path, condition)</c></summary>
internal sealed class DictFieldTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments, IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method != DictField.SatisfiesMethod || arguments[1] is not SqlConstantExpression { Value: FieldPath path })
        {
            return null;
        }

        return sql.Function(
            MatchFunction.Name,
            [arguments[0], sql.Constant(path.Text), sql.ApplyTypeMapping(arguments[3], mappings.FindMapping(typeof(Condition)))],
            nullable: false,
            argumentsPropagateNullability: [false, false, false],
            typeof(bool));
    }
}
