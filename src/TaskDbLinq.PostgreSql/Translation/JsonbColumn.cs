using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Dialect;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>A column of JSON as the functions take it.</summary>
internal static class JsonbColumn
{
    /// <summary><c>{ c } => c::jsonb</c> for a column that keeps the text of its JSON.</summary>
    public static SqlExpression AsBinary(SqlExpression column, ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) =>
        column.TypeMapping is { StoreType: JsonbMapping.TextStoreTypeName }
            ? sql.Convert(column, column.Type, mappings.FindMapping(column.Type, JsonbMapping.StoreTypeName))
            : column;

    /// <summary>The column, of which a path is asked.</summary>
    /// <exception cref="QueryException">It is of another type.</exception>
    public static SqlExpression Of(SqlExpression column, string path, ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings)
    {
        var binary = AsBinary(column, sql, mappings);
        return binary.TypeMapping?.StoreType is { } store and not JsonbMapping.StoreTypeName
            ? throw StoreRefusal.At(path, $"the column ({store}) is not jsonb: its content can't be asked")
            : binary;
    }
}
