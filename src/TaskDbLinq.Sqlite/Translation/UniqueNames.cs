using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>Marks a context whose JSON texts we write alone: no object of theirs has a name twice.</summary>
internal interface IUniqueNames;

/// <summary>
/// Whether SQLite's JSON functions, which take the first of two equal names, find what everybody else does, who takes the last: Python,
/// MongoDB's drivers and our own reader.
/// </summary>
/// <param name="sql">Makes expressions.</param>
/// <param name="areUnique">Whether no text has a name twice in an object.</param>
internal sealed class UniqueNames(ISqlExpressionFactory sql, bool areUnique)
{
    /// <summary>
    /// The result where each of the names stands in the JSON text at most once, and none is written with escapes; else NULL, with which the
    /// test is left to our own reader: <c>CASE WHEN instr(substr(json, instr(json, '"a"') + 3), '"a"') = 0 AND … THEN result END</c>.
    /// </summary>
    public SqlExpression Once(SqlExpression json, IEnumerable<string> names, SqlExpression result)
    {
        if (areUnique)
        {
            return result;
        }

        // A name of letters is written with escapes from \u002d to \u007a.
        var unescaped = sql.Not(Function("glob", typeof(bool), sql.Constant("*\\u00[2-7]*"), json));
        return sql.Case([new CaseWhenClause(names.Distinct(StringComparer.Ordinal).Aggregate(unescaped, (test, name) =>
            sql.AndAlso(test, IsOnce(json, name))), result)], elseResult: null);
    }

    private SqlExpression IsOnce(SqlExpression json, string name)
    {
        var quoted = sql.Constant($"\"{name}\"");
        var rest =
            Function("substr", typeof(string), json, sql.Add(JsonPlace.PositionIn(sql, json, quoted), sql.Constant(name.Length + 2)));
        return JsonPlace.Lacks(sql, rest, quoted);
    }

    private SqlExpression Function(string name, Type type, params SqlExpression[] arguments) =>
        sql.Function(name, arguments, nullable: false, argumentsPropagateNullability: [.. arguments.Select(_ => false)], type);
}
