using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// <c>{ DictField.Satisfies(field, path, shape, operand, condition) } => taskdb_match(field, path, condition)</c>, and where SQLite's
/// own functions can tell, they are asked first: <c>coalesce(native test with the operand, taskdb_match(field, path, condition))</c>.
/// <c>{ JsonData.Read(field) } => field</c>. A path that has an index is asked for by it: <see cref="IndexedPath"/>.
/// </summary>
internal sealed class DictFieldTranslator(
    ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings, UniqueNames unique) : IMethodCallTranslator
{
    private readonly NativeDictTest _native = new(sql, unique);
    private readonly IndexedPath _indexed = new(sql);

    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (JsonData.IsRead(method))
        {
            return arguments[0];
        }

        var isIndexed = method == IndexedPath.SatisfiesMethod;
        if ((!isIndexed && method != DictField.SatisfiesMethod)
            || arguments[1] is not SqlConstantExpression { Value: FieldPath path }
            || arguments[2] is not SqlConstantExpression { Value: ConditionShape shape })
        {
            return null;
        }

        var operand = sql.ApplyTypeMapping(arguments[3], mappings.FindMapping(typeof(DictOperand)));
        var condition = sql.ApplyTypeMapping(arguments[4], mappings.FindMapping(typeof(Condition)));
        var match = sql.Function(
            MatchFunction.Name,
            [arguments[0], sql.Constant(path.Text), condition],
            nullable: false,
            argumentsPropagateNullability: [false, false, false],
            typeof(bool));
        var test = _native.Of(arguments[0], path, shape, operand) is { } native ? sql.Coalesce(native, match) : match;
        return isIndexed ? sql.AndAlso(_indexed.Candidates(arguments[0], path, operand), test) : test;
    }
}
