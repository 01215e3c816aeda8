using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.PostgreSql.Dialect;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>How a string is compared by its code points, whatever the column's type and collation.</summary>
/// <seealso href="https://www.postgresql.org/docs/current/collation.html"/>
internal static class TextColumn
{
    private const string CodePoints = "C";

    /// <summary>
    /// <c>{ v } => v COLLATE "C"</c>: the order of bytes, which in UTF-8 is that of code points; and what regular expressions need.
    /// </summary>
    /// <exception cref="QueryException">The column does not hold the string that the property has.</exception>
    public static SqlExpression Ordinal(SqlExpression text, ISqlExpressionFactory sql)
    {
        Check(text);
        return new CollateExpression(sql.ApplyDefaultTypeMapping(AsText(text, sql)), CodePoints);
    }

    /// <summary>
    /// The string as it is where its column compares for equality by code points, as every usual collation does; with <c>COLLATE "C"</c>
    /// where the column is <c>citext</c>, or has a collation of its own, which may find different strings equal.
    /// </summary>
    public static SqlExpression Exact(SqlExpression text, ISqlExpressionFactory sql)
    {
        if (IsPadded(text))
        {
            throw Refusal(text, "drops blanks at the end of a string");
        }

        return IsCaseless(text) || CollationConvention.Of(text) is not (null or CodePoints or "POSIX" or "ucs_basic")
            ? new CollateExpression(AsText(text, sql), CodePoints)
            : text;
    }

    private static SqlExpression AsText(SqlExpression text, ISqlExpressionFactory sql) =>
        IsCaseless(text) ? sql.Convert(text, typeof(string), sql.ApplyDefaultTypeMapping(sql.Constant(string.Empty)).TypeMapping) : text;

    private static void Check(SqlExpression text)
    {
        if (text.TypeMapping?.Converter is not null)
        {
            throw Refusal(text, "is written by a value converter, so that only equality has a meaning");
        }

        if (IsPadded(text))
        {
            throw Refusal(text, "drops blanks at the end of a string");
        }
    }

    private static bool IsCaseless(SqlExpression text) => text.TypeMapping?.StoreType == "citext";

    private static bool IsPadded(SqlExpression text) =>
        text.TypeMapping?.StoreType is { } type
            && (type.StartsWith("character(", StringComparison.Ordinal) || type is "character" or "char" or "bpchar"
                || type.StartsWith("char(", StringComparison.Ordinal));

    private static QueryException Refusal(SqlExpression text, string why) => StoreRefusal.Of(text, why);
}
