using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.EntityFrameworkCore.Translation;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>A column of one character, which PostgreSQL reads as text without the blank that it may be.</summary>
internal static class CharColumn
{
    private static readonly QueryValueMapping Mapping =
        new(typeof(char), new ValueConverter<char, string>(value => value.ToString(), text => text[0]), "text");

    /// <summary><c>{ v } => rpad(v::text, 1) COLLATE "C"</c></summary>
    public static SqlExpression Ordinal(SqlExpression value, ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings)
    {
        var text = mappings.FindMapping(typeof(string));
        var padded = sql.Function(
            "rpad", [
                sql.Convert(value, typeof(string), text),
                sql.Constant(1)], nullable: true, argumentsPropagateNullability: [true, false], typeof(char), Mapping);
        return new CollateExpression(padded, "C");
    }

    /// <summary>How a character goes into a parameter: as text.</summary>
    public static RelationalTypeMapping Text(IRelationalTypeMappingSource mappings) => Mapping;
}
