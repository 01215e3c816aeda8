using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Documents;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Operators;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// A test of a dict field by SQLite's own JSON functions: true, false, or NULL where they can't tell exactly. They can
/// where the path leads through objects alone to a string, a number, a boolean or null, or to an array that may have a
/// string as an item. They can't tell about arrays on the way or other questions about one at its end, what is missing
/// (an array may stand on the way), objects (a moment is one), numbers that are equal or nearly so where one has a
/// fraction or more than 64 bits (SQLite does not read the last digit exactly), and escapes (old SQLite ends a text at
/// <c>\u0000</c>).
/// </summary>
internal sealed class NativeDictTest(ISqlExpressionFactory sql)
{
    private readonly Dictionary<string, Func<SqlExpression, SqlExpression, SqlExpression>> _comparisons = new(StringComparer.Ordinal)
    {
        [Eq.Name] = sql.Equal,
        [Gt.Name] = sql.GreaterThan,
        [Gte.Name] = sql.GreaterThanOrEqual,
        [Lt.Name] = sql.LessThan,
        [Lte.Name] = sql.LessThanOrEqual,
    };

    /// <summary>The test; null where SQLite's functions could never tell.</summary>
    /// <param name="field">The column of the dict field.</param>
    /// <param name="path">The path inside it.</param>
    /// <param name="shape">The operator with the kind of its operand, as conditions write it into a query's shape.</param>
    /// <param name="condition">The condition as its text: an object of the operator and its operand.</param>
    public SqlExpression? Of(SqlExpression field, FieldPath path, string shape, SqlExpression condition)
    {
        if (JsonPlace.PathOf([.. Enumerable.Range(0, path.Length).Select(at => path[at])]) is not { } here)
        {
            return shape == Eq.Name + "=s" ? new NativeTextTest(sql, field, new JsonPlace(sql, condition, $"$.\"{Eq.Name}\"")).At(null) : null;
        }

        var value = new JsonPlace(sql, field, here);
        if (shape.StartsWith(Exists.Name, StringComparison.Ordinal))
        {
            // { $exists: true } => CASE WHEN json_type(field, path) IS NOT NULL THEN 1 END
            return sql.Case([new CaseWhenClause(sql.IsNotNull(value.Type), sql.Constant(shape == Exists.Name + "1"))], elseResult: null);
        }

        if (shape.StartsWith(OfType.Name, StringComparison.Ordinal))
        {
            return new NativeTypeTest(sql, value).Of(OfType.KindsIn(shape));
        }

        if (shape.StartsWith(In.Name, StringComparison.Ordinal))
        {
            return In.IsPlainIn(shape, out var hasNull) ? new NativeListTest(sql, value).Of(new JsonPlace(sql, condition, $"$.\"{In.Name}\""), hasNull) : null;
        }

        return shape.Split('=') is [var name, [var kind]] && _comparisons.TryGetValue(name, out var compare)
            ? Comparison(name, kind, compare, value, new JsonPlace(sql, condition, $"$.\"{name}\""))
            : null;
    }

    /// <summary>A comparison by the kind of its operand, as <see cref="ShapeWriter"/> spells it; values of other types neither equal it nor have an order with it.</summary>
    private CaseExpression? Comparison(string name, char kind, Func<SqlExpression, SqlExpression, SqlExpression> compare, JsonPlace value, JsonPlace operand) => kind switch
    {
        's' when name == Eq.Name => new NativeTextTest(sql, value.Json, operand).At(value),
        's' => value.ByType([
            value.When(JsonPlace.Text, value.Unescaped(operand.Unescaped(compare(value.As<string>(), operand.As<string>())))),
            .. value.Never(JsonPlace.Integer, JsonPlace.Real, JsonPlace.Null, JsonPlace.True, JsonPlace.False)]),
        'b' => value.ByType([
            value.When(JsonPlace.True, compare(value.As<bool>(), operand.As<bool>())),
            value.When(JsonPlace.False, compare(value.As<bool>(), operand.As<bool>())),
            .. value.Never(JsonPlace.Text, JsonPlace.Integer, JsonPlace.Real, JsonPlace.Null, JsonPlace.Object)]),
        'i' or 'l' or 'f' => (CaseExpression)sql.Case(
            [new CaseWhenClause(sql.In(value.Type, [sql.Constant(JsonPlace.Integer), sql.Constant(JsonPlace.Real)]), OfNumbers(compare, value, operand))],
            elseResult: value.ByType([
                .. value.Never(JsonPlace.Text, JsonPlace.True, JsonPlace.False),
                value.When(JsonPlace.Null, value.WithoutNaN(sql.Constant(false)))])),
        '0' when name == Eq.Name => value.ByType([
            value.When(JsonPlace.Null, value.WithoutNaN(sql.Constant(true))),
            .. value.Never(JsonPlace.Text, JsonPlace.Integer, JsonPlace.Real, JsonPlace.True, JsonPlace.False)]),
        _ => null,
    };

    /// <summary>
    /// Whole numbers of 64 bits compare exactly. Others do where they differ by so much that it can't be an error of
    /// reading them: <c>abs(a - b) > (abs(a) + abs(b)) / 1e9 + 1e-300</c>, in doubles, which don't overflow. An infinite
    /// operand is an object, of which SQLite gives the text.
    /// </summary>
    private CaseExpression OfNumbers(Func<SqlExpression, SqlExpression, SqlExpression> compare, JsonPlace value, JsonPlace operand)
    {
        var (left, right) = (value.As<double>(), operand.As<double>());
        var (a, b) = (sql.Add(left, sql.Constant(0.0)), sql.Add(right, sql.Constant(0.0)));
        var areWhole = sql.AndAlso(
            sql.Equal(value.StorageOf(left), sql.Constant(JsonPlace.Integer)),
            sql.Equal(value.StorageOf(right), sql.Constant(JsonPlace.Integer)));
        var areFar = sql.AndAlso(
            sql.NotEqual(operand.StorageOf(right), sql.Constant(JsonPlace.Text)),
            sql.GreaterThan(
                Absolute(sql.Subtract(a, b)),
                sql.Add(sql.Divide(sql.Add(Absolute(a), Absolute(b)), sql.Constant(1e9)), sql.Constant(1e-300))));
        return (CaseExpression)sql.Case([new CaseWhenClause(sql.OrElse(areWhole, areFar), compare(left, right))], elseResult: null);
    }

    private SqlExpression Absolute(SqlExpression number) =>
        sql.Function("abs", [number], nullable: false, argumentsPropagateNullability: [false], typeof(double));
}
