using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// Equality with a string. A JSON text without escapes has its strings as they are: one that lacks the string lacks it at
/// every path, and is not read. An array may have the string as an item.
/// <c>CASE WHEN NOT glob('*\*', field) AND instr(field, '"' || string || '"') = 0 THEN 0 ELSE test by type END</c>
/// </summary>
internal sealed class NativeTextTest(ISqlExpressionFactory sql, SqlExpression field, JsonPlace operand)
{
    private readonly SqlExpression _text = operand.As<string>();

    /// <summary>The test.</summary>
    /// <param name="value">Where the string is looked for; null for a path that SQLite can't follow.</param>
    /// <param name="once">Leaves a test open where a name of the path may come twice.</param>
    public CaseExpression At(JsonPlace? value, Func<SqlExpression, SqlExpression> once)
    {
        var quote = sql.Constant("\"");
        var lacks = sql.AndAlso(JsonPlace.IsUnescaped(sql, field), JsonPlace.Lacks(sql, field, sql.Add(sql.Add(quote, _text), quote)));
        return (CaseExpression)sql.Case([new CaseWhenClause(lacks, sql.Constant(false))], value is null ? null : once(ByType(value)));
    }

    private CaseExpression ByType(JsonPlace value) => value.ByType([
        value.When(JsonPlace.Text, value.Unescaped(operand.Unescaped(sql.Equal(value.As<string>(), _text)))),
        value.When(JsonPlace.Array, value.Unescaped(operand.Unescaped(value.HasItem(JsonPlace.Text, _text)))),
        .. value.Never(JsonPlace.Integer, JsonPlace.Real, JsonPlace.Null, JsonPlace.True, JsonPlace.False)]);
}
