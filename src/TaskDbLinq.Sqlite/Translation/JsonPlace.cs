using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>A place in a JSON text, and what SQLite's JSON functions say about it.</summary>
/// <seealso href="https://www.sqlite.org/json1.html#jtype"/>
internal sealed class JsonPlace(ISqlExpressionFactory sql, SqlExpression json, string path)
{
    // What json_type calls the types.
    public const string Text = "text";
    public const string Integer = "integer";
    public const string Real = "real";
    public const string Null = "null";
    public const string True = "true";
    public const string False = "false";
    public const string Object = "object";

    public SqlExpression Json => json;

    public SqlExpression Path { get; } = sql.ApplyDefaultTypeMapping(sql.Constant(path));

    /// <summary>The type of what is here; NULL where there is nothing.</summary>
    public SqlExpression Type =>
        sql.Function("json_type", [json, Path], nullable: true, argumentsPropagateNullability: [false, false], typeof(string));

    /// <summary>The value, in SQLite's own types.</summary>
    public SqlExpression As<T>() =>
        sql.Function("json_extract", [json, Path], nullable: false, argumentsPropagateNullability: [false, false], typeof(T));

    public SqlExpression StorageOf(SqlExpression value) =>
        sql.Function("typeof", [value], nullable: false, argumentsPropagateNullability: [false], typeof(string));

    /// <summary>A result for each type; NULL for all others.</summary>
    public CaseExpression ByType(IReadOnlyList<CaseWhenClause> clauses) => (CaseExpression)sql.Case(Type, clauses, elseResult: null);

    public CaseWhenClause When(string type, SqlExpression result) => new(sql.Constant(type), result);

    public IEnumerable<CaseWhenClause> Never(params IEnumerable<string> types) => types.Select(type => When(type, sql.Constant(false)));

    /// <summary>The result where the text has no escapes; else NULL.</summary>
    public SqlExpression Unescaped(SqlExpression result) => Without("\\u", result);

    /// <summary>The result where the text names no NaN, which SQLite reads as null; else NULL.</summary>
    public SqlExpression WithoutNaN(SqlExpression result) => Without("NaN", result);

    private SqlExpression Without(string part, SqlExpression result) => sql.Case(
        [
            new CaseWhenClause(
                sql.Equal(
                    sql.Function("instr", [json, sql.Constant(part)], nullable: false, argumentsPropagateNullability: [false, false], typeof(int)),
                    sql.Constant(0)),
                result),
        ],
        elseResult: null);
}
