using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;
using static TaskDbLinq.Filters.Ast.Comparison;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// A test of a dict field by SQLite's own JSON functions: true, false, or NULL where they can't tell exactly. They can
/// where the path leads through objects alone to a string, a number, a boolean or null, or to an array that may have a
/// string as an item. They can't tell about arrays on the way or other questions about one at its end, what is missing
/// (an array may stand on the way), objects (a timestamp is one), numbers that are equal or nearly so where one has a
/// fraction or more than 64 bits (SQLite does not read the last digit exactly), and escapes (old SQLite ends a text at
/// <c>\u0000</c>).
/// </summary>
/// <param name="sql">Makes expressions.</param>
/// <param name="unique">What knows where a name may come twice.</param>
internal sealed class NativeDictTest(ISqlExpressionFactory sql, UniqueNames unique)
{
    /// <summary>The test; null where SQLite's functions could never tell.</summary>
    /// <param name="field">The column of the dict field.</param>
    /// <param name="path">The path inside it.</param>
    /// <param name="shape">The shape of the condition.</param>
    /// <param name="operand">The operand as JSON, for a shape that has one.</param>
    public SqlExpression? Of(SqlExpression field, FieldPath path, ConditionShape shape, SqlExpression operand)
    {
        var given = new JsonPlace(sql, operand, "$");
        string[] names = [.. Enumerable.Range(0, path.Length).Select(at => path[at])];
        if (JsonPlace.PathOf(names) is not { } here)
        {
            return shape is ComparisonShape { Comparison: Equal, Operand: OperandKind.Text }
                ? new NativeTextTest(sql, field, given).At(null, Once)
                : null;
        }

        var value = new JsonPlace(sql, field, here);
        return shape is ComparisonShape { Comparison: Equal, Operand: OperandKind.Text }
            ? new NativeTextTest(sql, field, given).At(value, Once)
            : Of(value, shape, given) is { } test ? Once(test) : null;

        SqlExpression Once(SqlExpression test) => unique.Once(field, names, test);
    }

    private SqlExpression? Of(JsonPlace value, ConditionShape shape, JsonPlace given)
    {
        return shape switch
        {
            // { $exists: true } => CASE WHEN json_type(field, path) IS NOT NULL THEN 1 END
            ExistenceShape exists =>
                sql.Case([new CaseWhenClause(sql.IsNotNull(value.Type), sql.Constant(exists.Wanted))], elseResult: null),
            TypeShape type => new NativeTypeTest(sql, value).Of(type.Kinds),
            MembershipShape { IsPlain: true } list => new NativeListTest(sql, value).Of(given, list.HasNull),
            ComparisonShape comparison => Comparison(comparison, value, given),
            _ => null,
        };
    }

    /// <summary>A comparison by the kind of its operand; values of other types neither equal it nor have an order with it.</summary>
    private CaseExpression? Comparison(ComparisonShape shape, JsonPlace value, JsonPlace operand) => shape.Operand switch
    {
        OperandKind.Text => value.ByType([
            value.When(
                JsonPlace.Text, value.Unescaped(operand.Unescaped(Compare(shape.Comparison, value.As<string>(), operand.As<string>())))),
            .. value.Never(JsonPlace.Integer, JsonPlace.Real, JsonPlace.Null, JsonPlace.True, JsonPlace.False)]),
        OperandKind.Boolean => value.ByType([
            value.When(JsonPlace.True, Compare(shape.Comparison, value.As<bool>(), operand.As<bool>())),
            value.When(JsonPlace.False, Compare(shape.Comparison, value.As<bool>(), operand.As<bool>())),
            .. value.Never(JsonPlace.Text, JsonPlace.Integer, JsonPlace.Real, JsonPlace.Null, JsonPlace.Object)]),
        OperandKind.Int32 or OperandKind.Int64 or OperandKind.Fraction => (CaseExpression)sql.Case(
            [new CaseWhenClause(sql.In(value.Type, [sql.Constant(JsonPlace.Integer), sql.Constant(JsonPlace.Real)]),
                OfNumbers(shape.Comparison, value, operand))],
            elseResult: value.ByType([
                .. value.Never(JsonPlace.Text, JsonPlace.True, JsonPlace.False),
                value.When(JsonPlace.Null, value.WithoutNaN(sql.Constant(false)))])),
        OperandKind.Null when shape.Comparison == Equal => value.ByType([
            value.When(JsonPlace.Null, value.WithoutNaN(sql.Constant(true))),
            .. value.Never(JsonPlace.Text, JsonPlace.Integer, JsonPlace.Real, JsonPlace.True, JsonPlace.False)]),
        _ => null,
    };

    /// <summary>
    /// Whole numbers of 64 bits compare exactly. Others do where they differ by so much that it can't be an error of
    /// reading them: <c>abs(a - b) > (abs(a) + abs(b)) / 1e9 + 1e-300</c>, in doubles, which don't overflow. An infinite
    /// operand is an object, of which SQLite gives the text.
    /// </summary>
    private CaseExpression OfNumbers(Comparison comparison, JsonPlace value, JsonPlace operand)
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
        return (CaseExpression)sql.Case(
            [new CaseWhenClause(sql.OrElse(areWhole, areFar), Compare(comparison, left, right))], elseResult: null);
    }

    private SqlExpression Compare(Comparison comparison, SqlExpression left, SqlExpression right) => comparison switch
    {
        Equal => sql.Equal(left, right),
        Less => sql.LessThan(left, right),
        LessOrEqual => sql.LessThanOrEqual(left, right),
        Greater => sql.GreaterThan(left, right),
        _ => sql.GreaterThanOrEqual(left, right),
    };

    private SqlExpression Absolute(SqlExpression number) =>
        sql.Function("abs", [number], nullable: false, argumentsPropagateNullability: [false], typeof(double));
}
