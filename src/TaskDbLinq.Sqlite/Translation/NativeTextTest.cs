using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// Equality with a string. Most rows have another value, and one look at it says so; what is equal is looked at once
/// more, since old SQLite ends a text at <c>\u0000</c>. An array may have the string as an item.
/// <code>
/// CASE typeof(value)
///   WHEN 'text' THEN CASE WHEN value = string THEN 1, if nothing is escaped and json_type says 'text'
///                         WHEN substr(value, 1, 1) IN ('[', '{') THEN 0, if it lacks the string; whether it has it as an item
///                         ELSE 0 END
///   WHEN 'integer' THEN 0 WHEN 'real' THEN 0
///   ELSE 0, for null and for what lacks the string at every path END
/// </code>
/// </summary>
internal sealed class NativeTextTest(ISqlExpressionFactory sql, JsonPlace value, JsonPlace operand)
{
    private readonly SqlExpression _here = value.As<string>();
    private readonly SqlExpression _text = operand.As<string>();

    public CaseExpression Of() => (CaseExpression)sql.Case(
        value.StorageOf(_here),
        [
            value.When(JsonPlace.Text, OfText()),
            .. value.Never(JsonPlace.Integer, JsonPlace.Real),
        ],
        elseResult: Case(null, (IsOf(JsonPlace.Null), False), (Lacks(sql, value.Json, _text), False)));

    /// <summary>
    /// A JSON text without escapes has its strings as they are: one that lacks the string lacks it at every path.
    /// <c>CASE WHEN instr(field, '\') = 0 AND instr(field, '"' || string || '"') = 0 THEN 0 END</c>
    /// </summary>
    public static SqlExpression WhereLacking(ISqlExpressionFactory sql, SqlExpression field, JsonPlace operand) =>
        sql.Case([new CaseWhenClause(Lacks(sql, field, operand.As<string>()), sql.Constant(false))], elseResult: null);

    private SqlExpression False => sql.Constant(false);

    private SqlExpression OfText()
    {
        var first = sql.Function(
            "substr", [_here, sql.Constant(1), sql.Constant(1)], nullable: false, argumentsPropagateNullability: [false, false, false], typeof(string));
        return Case(
            False,
            (sql.Equal(_here, _text), value.Unescaped(operand.Unescaped(Case(null, (IsOf(JsonPlace.Text), sql.Constant(true)))))),
            (sql.In(first, [sql.Constant("["), sql.Constant("{")]), Case(
                null,
                (Lacks(sql, _here, _text), False),
                (IsOf(JsonPlace.Array), value.Unescaped(operand.Unescaped(value.HasItem(JsonPlace.Text, _text)))))));
    }

    private SqlExpression IsOf(string type) => sql.Equal(value.Type, sql.Constant(type));

    private SqlExpression Case(SqlExpression? otherwise, params IEnumerable<(SqlExpression Test, SqlExpression Result)> clauses) =>
        sql.Case([.. clauses.Select(clause => new CaseWhenClause(clause.Test, clause.Result))], otherwise);

    private static SqlExpression Lacks(ISqlExpressionFactory sql, SqlExpression json, SqlExpression text)
    {
        var quote = sql.Constant("\"");
        return sql.AndAlso(JsonPlace.Lacks(sql, json, sql.Constant("\\")), JsonPlace.Lacks(sql, json, sql.Add(sql.Add(quote, text), quote)));
    }
}
