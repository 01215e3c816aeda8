using System.Buffers;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Operators;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// A test of a dict field by SQLite's own JSON functions: true, false, or NULL where they can't tell exactly. They can
/// where the path leads through objects alone to a string, a whole number, a boolean or null, and the operand is a
/// string, a whole number or null. They can't tell about arrays on the way or at its end, what is missing (an array may
/// stand on the way), objects (a moment is one), fractions (SQLite does not read the last digit exactly), whole numbers
/// beyond 64 bits, and escapes (old SQLite ends a text at <c>\u0000</c>).
/// </summary>
internal sealed class NativeDictTest(ISqlExpressionFactory sql)
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_- ");

    private readonly Dictionary<string, Func<SqlExpression, SqlExpression, SqlExpression>> _comparisons = new(StringComparer.Ordinal)
    {
        [Eq.Name] = sql.Equal,
        [Gt.Name] = sql.GreaterThan,
        [Gte.Name] = sql.GreaterThanOrEqual,
        [Lt.Name] = sql.LessThan,
        [Lte.Name] = sql.LessThanOrEqual,
    };

    private const string Text = "text";
    private const string Integer = "integer";
    private const string Real = "real";
    private const string Null = "null";
    private const string True = "true";
    private const string False = "false";

    /// <summary>The test; null where SQLite's functions could never tell.</summary>
    /// <param name="field">The column of the dict field.</param>
    /// <param name="path">The path inside it.</param>
    /// <param name="name">The operator.</param>
    /// <param name="condition">The condition as its text: an object of the operator and its operand.</param>
    public SqlExpression? Of(SqlExpression field, FieldPath path, string name, SqlExpression condition)
    {
        if (path.Length == 0 || !Enumerable.Range(0, path.Length).All(at => IsPlain(path[at])))
        {
            return null;
        }

        var here = sql.Constant("$" + string.Concat(Enumerable.Range(0, path.Length).Select(at => $".\"{path[at]}\"")));
        var operand = sql.Constant($"$.\"{name}\"");
        if (name == Exists.Name)
        {
            // { $exists: wanted } => CASE WHEN json_type(field, path) IS NOT NULL THEN json_extract(condition, '$."$exists"') END
            return sql.Case([new CaseWhenClause(sql.IsNotNull(TypeOf(field, here)), Value(condition, operand, typeof(bool)))], elseResult: null);
        }

        return !_comparisons.TryGetValue(name, out var compare) ? null : sql.Case(
            TypeOf(condition, operand),
            [
                When(Text, WhereUnescaped(condition, OfText(field, here, condition, operand, compare))),
                When(Integer, OfInteger(field, here, condition, operand, compare)),
                .. name == Eq.Name ? [When(Null, Settled(field, here, Text, Integer, Real, True, False))] : Array.Empty<CaseWhenClause>(),
            ],
            elseResult: null);
    }

    /// <summary>A string is compared with strings by code point; no other type equals it or has an order with it.</summary>
    private SqlExpression OfText(SqlExpression field, SqlExpression here, SqlExpression condition, SqlExpression operand, Func<SqlExpression, SqlExpression, SqlExpression> compare) =>
        sql.Case(
            TypeOf(field, here),
            [
                When(Text, WhereUnescaped(field, compare(Value(field, here, typeof(string)), Value(condition, operand, typeof(string))))),
                .. Never(Integer, Real, Null, True, False),
            ],
            elseResult: null);

    /// <summary>JSON's null is left open: SQLite reads Python's bare NaN as one, and NaN is a number.</summary>
    private SqlExpression OfInteger(SqlExpression field, SqlExpression here, SqlExpression condition, SqlExpression operand, Func<SqlExpression, SqlExpression, SqlExpression> compare)
    {
        var (left, right) = (Value(field, here, typeof(long)), Value(condition, operand, typeof(long)));
        var areWhole = sql.AndAlso(sql.Equal(StorageOf(left), sql.Constant(Integer)), sql.Equal(StorageOf(right), sql.Constant(Integer)));
        return sql.Case(
            TypeOf(field, here),
            [
                When(Integer, sql.Case([new CaseWhenClause(areWhole, compare(left, right))], elseResult: null)),
                .. Never(Text, True, False),
            ],
            elseResult: null);
    }

    private SqlExpression Settled(SqlExpression field, SqlExpression here, params IEnumerable<string> never) =>
        sql.Case(TypeOf(field, here), [.. Never(never)], elseResult: null);

    private IEnumerable<CaseWhenClause> Never(params IEnumerable<string> types) => types.Select(type => When(type, sql.Constant(false)));

    private CaseWhenClause When(string type, SqlExpression result) => new(sql.Constant(type), result);

    private SqlExpression WhereUnescaped(SqlExpression json, SqlExpression result) => sql.Case(
        [
            new CaseWhenClause(
                sql.Equal(
                    sql.Function("instr", [json, sql.Constant("\\u")], nullable: false, argumentsPropagateNullability: [false, false], typeof(int)),
                    sql.Constant(0)),
                result),
        ],
        elseResult: null);

    private SqlExpression TypeOf(SqlExpression json, SqlExpression path) =>
        sql.Function("json_type", [json, path], nullable: true, argumentsPropagateNullability: [false, false], typeof(string));

    private SqlExpression Value(SqlExpression json, SqlExpression path, Type type) =>
        sql.Function("json_extract", [json, path], nullable: false, argumentsPropagateNullability: [false, false], type);

    private SqlExpression StorageOf(SqlExpression value) =>
        sql.Function("typeof", [value], nullable: false, argumentsPropagateNullability: [false], typeof(string));

    /// <summary>
    /// Names that stand in JSON as they are. Python writes one twice only for keys that are no strings, and those look
    /// like numbers or literals: SQLite takes the first of two equal names, and we the last.
    /// </summary>
    private static bool IsPlain(string name) =>
        name.Length > 0
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && !name.AsSpan().ContainsAnyExcept(NameCharacters)
        && name is not (Null or True or False or "NaN" or "Infinity");
}
