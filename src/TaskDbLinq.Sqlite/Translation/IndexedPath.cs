using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// A condition on a path that has an index. What the index finds is a little more than what the condition selects, so both are asked:
/// <c>{ match } => { (json_extract(field, path) = json_extract(operand, '$') OR json_type(field, path) IN ('array', 'object') OR
/// json_type(field, prefix of path) = 'array' OR instr(field, '"$literal"') > 0) AND match }</c>. An array may hold the value, an object
/// may be a decimal, and what is stored as <c>$literal</c> has its names one level deeper.
/// </summary>
/// <param name="sql">Makes expressions.</param>
internal sealed class IndexedPath(ISqlExpressionFactory sql)
{
    /// <summary>How a document is stored whose first name begins with a dollar sign.</summary>
    public const string Literal = "\"$literal\"";

    /// <summary>The call that stands for <see cref="DictField.SatisfiesMethod"/> where the path has an index.</summary>
    public static MethodInfo SatisfiesMethod { get; } =
        new Func<DocumentValue?, FieldPath, ConditionShape, DictOperand?, Condition, bool>(Satisfies).Method;

    /// <summary>
    /// Whether the index finds all that a condition selects: texts and whole numbers are equal to SQLite where they are to MongoDB.
    /// </summary>
    public static bool IsServed(ConditionShape shape) => shape is ComparisonShape
    {
        Comparison: Comparison.Equal,
        Operand: OperandKind.Text or OperandKind.Int32 or OperandKind.Int64
    };

    /// <summary>What the index finds.</summary>
    /// <param name="field">The column of the dict field.</param>
    /// <param name="path">The path inside it.</param>
    /// <param name="operand">The operand as JSON.</param>
    public SqlExpression Candidates(SqlExpression field, FieldPath path, SqlExpression operand)
    {
        string[] names = [.. Enumerable.Range(0, path.Length).Select(at => path[at])];
        var found = sql.Equal(Place(names.Length).As<string>(), new JsonPlace(sql, operand, "$").As<string>());
        found = sql.OrElse(found, sql.In(Place(names.Length).Type, [sql.Constant(JsonPlace.Array), sql.Constant(JsonPlace.Object)]));
        found = sql.OrElse(found, sql.GreaterThan(JsonPlace.PositionIn(sql, field, sql.Constant(Literal)), sql.Constant(0)));
        for (var length = 1; length < names.Length; length++)
        {
            found = sql.OrElse(found, sql.Equal(Place(length).Type, sql.Constant(JsonPlace.Array)));
        }

        return found;

        JsonPlace Place(int length) => new(sql, field, JsonPlace.PathOf(names[..length])!);
    }

    private static bool Satisfies(DocumentValue? field, FieldPath path, ConditionShape shape, DictOperand? operand, Condition condition) =>
        DictField.Satisfies(field, path, shape, operand, condition);
}
