using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.Finding;
using TaskDbLinq.PostgreSql.Functions;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// The order by what is inside of <c>jsonb</c> columns, by the functions of <see cref="JsonFunctions"/>:
/// <c>{ FindOrder.Path(c, "n", false) } => sort_key(c, 'n', false)</c>,
/// <c>{ FindOrder.Compare(c, "n", false, @end) } => sort_compare(c, 'n', false, @end)</c>
/// </summary>
internal sealed class PathOrderTranslator(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslator
{
    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method.DeclaringType != typeof(FindOrder))
        {
            return null;
        }

        return method.Name switch
        {
            nameof(FindOrder.Path) => Call("sort_key", typeof(byte[]), arguments),
            nameof(FindOrder.Compare) => Call("sort_compare", typeof(int), arguments, sql.ApplyTypeMapping(arguments[3], PageEnd())),
            _ => null,
        };
    }

    /// <summary>
    /// The mapping of a page's end: <c>jsonb</c> keeps no exponents, and takes a double in another form than the cursor has.
    /// </summary>
    private RelationalTypeMapping PageEnd() => (RelationalTypeMapping)mappings.FindMapping(typeof(string))!.WithComposedConverter(
        new ValueConverter<string, string>(end => DocumentJson.WriteJsonb(DocumentJson.ParseStored(end)), text => text));

    private SqlExpression Call(string name, Type type, IReadOnlyList<SqlExpression> arguments, params SqlExpression[] more)
    {
        var path = arguments[1] is SqlConstantExpression { Value: string inner } ? inner : string.Empty;
        var column = JsonbColumn.Of(arguments[0], path, sql, mappings);
        SqlExpression[] all = [column, sql.ApplyDefaultTypeMapping(arguments[1]), sql.ApplyDefaultTypeMapping(arguments[2]), .. more];
        return sql.Function(
            JsonFunctions.Schema, name, all, nullable: false, argumentsPropagateNullability: all.Select(_ => false), type,
            mappings.FindMapping(type));
    }
}
