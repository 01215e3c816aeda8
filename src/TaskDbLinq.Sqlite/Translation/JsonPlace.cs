#pragma warning disable EF1001 // EF Core has no public way to a subquery over a table-valued function.
using System.Buffers;
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
    public const string Array = "array";

    private const string Alias = "d";

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_- ");

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

    /// <summary>
    /// Whether the array here has the item. Type and value are compared as one text, since to SQLite true is 1:
    /// <c>'integer' || item IN (SELECT d.type || d.value FROM json_each(json, path) AS d)</c>.
    /// </summary>
    public SqlExpression HasItem(string type, SqlExpression item) => sql.In(sql.Add(sql.Constant(type), item), Items());

    /// <summary>The result where the text has no escapes; else NULL.</summary>
    public SqlExpression Unescaped(SqlExpression result) => Without("\\u", result);

    /// <summary>The result where the text names no NaN, which SQLite reads as null; else NULL.</summary>
    public SqlExpression WithoutNaN(SqlExpression result) => Without("NaN", result);

    /// <summary>Whether a JSON text has no escapes, by what SQLite finds a character with soonest.</summary>
    public static SqlExpression IsUnescaped(ISqlExpressionFactory sql, SqlExpression json) =>
        sql.Not(sql.Function(
            "glob", [sql.Constant("*\\*"), json], nullable: false, argumentsPropagateNullability: [false, false], typeof(bool)));

    /// <summary>Whether a text does not have a part.</summary>
    public static SqlExpression Lacks(ISqlExpressionFactory sql, SqlExpression text, SqlExpression part) =>
        sql.Equal(PositionIn(sql, text, part), sql.Constant(0));

    /// <summary>Where in a text a part begins, counted from 1; 0 where it does not.</summary>
    public static SqlExpression PositionIn(ISqlExpressionFactory sql, SqlExpression text, SqlExpression part) =>
        sql.Function("instr", [text, part], nullable: false, argumentsPropagateNullability: [false, false], typeof(int));

    /// <summary>
    /// The path through objects by these names; null where one does not stand in JSON as it is. SQLite takes the first of two equal names:
    /// see <see cref="UniqueNames"/>.
    /// </summary>
    public static string? PathOf(IReadOnlyList<string> names) =>
        names.Count > 0 && names.All(IsPlain) ? "$" + string.Concat(names.Select(name => $".\"{name}\"")) : null;

    private static bool IsPlain(string name) =>
        name.Length > 0
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && !name.AsSpan().ContainsAnyExcept(NameCharacters)
        && name is not ("null" or "true" or "false" or "NaN" or "Infinity");

    private SqlExpression Without(string part, SqlExpression result) =>
        sql.Case([new CaseWhenClause(Lacks(sql, json, sql.Constant(part)), result)], elseResult: null);

    /// <summary>No item is NULL: a list with one says NULL of what it does not hold, and not false.</summary>
    private SelectExpression Items()
    {
        var mapping = Path.TypeMapping;
        var type = new ColumnExpression("type", Alias, typeof(string), mapping, nullable: false);
        var item = new ColumnExpression("value", Alias, typeof(string), mapping, nullable: true);
        return SelectExpression.CreateImmutable(
            alias: null!,
            [new TableValuedFunctionExpression(Alias, "json_each", [json, Path])],
            [new ProjectionExpression(sql.Add(type, sql.Coalesce(item, sql.Constant(string.Empty))), "item")],
            new SqlAliasManager());
    }
}
