using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// <c>{ t.Header["a"] == value }</c> by SQLite's own functions: true, false, or NULL where they can't tell. They can where
/// the value is a string and neither it, which comes as JSON, nor the document has escapes: what lacks its text lacks it.
/// <code>
/// CASE WHEN instr(value, '"') = 1 AND NOT glob('*\*', value) AND NOT glob('*\*', header) THEN
///   CASE WHEN instr(header, value) = 0 THEN 0
///        WHEN json_type(header, path) = 'text' THEN json_extract(header, path) = json_extract(value, '$') END END
/// </code>
/// </summary>
/// <param name="sql">Makes expressions.</param>
/// <param name="unique">What knows where a name may come twice.</param>
internal sealed class NativeTextEquality(ISqlExpressionFactory sql, UniqueNames unique)
{
    /// <summary>The test; null for anything but an item of a document and a query's value.</summary>
    public SqlExpression? Of(SqlExpression item, SqlExpression value)
    {
        // A string in the query stands there as one that was converted.
        if (value is not (SqlParameterExpression or SqlConstantExpression
            or SqlUnaryExpression { OperatorType: ExpressionType.Convert, Operand: SqlParameterExpression or SqlConstantExpression })
            || item is not SqlFunctionExpression
            {
                Name: DocumentFunctions.Item,
                Arguments: [var document, SqlConstantExpression { Value: string steps }]
            })
        {
            return null;
        }

        var isPlainText = sql.AndAlso(
            sql.Equal(JsonPlace.PositionIn(sql, value, sql.Constant("\"")), sql.Constant(1)),
            sql.AndAlso(JsonPlace.IsUnescaped(sql, value), JsonPlace.IsUnescaped(sql, document)));
        var whenFalse = new CaseWhenClause(JsonPlace.Lacks(sql, document, value), sql.Constant(false));
        return sql.Case(
            [new CaseWhenClause(isPlainText, sql.Case([whenFalse, .. WhenText(document, steps, value)], elseResult: null))],
            elseResult: null);
    }

    private IEnumerable<CaseWhenClause> WhenText(SqlExpression document, string steps, SqlExpression value)
    {
        if (DocumentJson.ParsePlain(steps) is DocumentArray names && names.All(name => name.Kind == DocumentKind.String))
        {
            string[] path = [.. names.Select(name => (string)name!)];
            if (JsonPlace.PathOf(path) is { } here)
            {
                var place = new JsonPlace(sql, document, here);
                yield return new CaseWhenClause(
                    sql.Equal(place.Type, sql.Constant(JsonPlace.Text)),
                    unique.Once(document, path, sql.Equal(place.As<string>(), new JsonPlace(sql, value, "$").As<string>())));
            }
        }
    }
}
