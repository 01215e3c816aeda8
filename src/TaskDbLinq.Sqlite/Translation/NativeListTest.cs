#pragma warning disable EF1001 // EF Core has no public way to a subquery over a table-valued function.
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// <c>$in</c> with a list of strings, whole numbers, booleans and null. Type and value are compared as one text, since
/// to SQLite true is 1: <c>json_type(…) || value IN (SELECT d.type || d.value FROM json_each(list) AS d)</c>.
/// </summary>
internal sealed class NativeListTest(ISqlExpressionFactory sql, JsonPlace value)
{
    private const string Alias = "d";

    public SqlExpression Of(JsonPlace list)
    {
        var isAmong = sql.In(Tagged(value.Type, value.As<string>()), Items(list));
        return value.ByType([
            value.When(JsonPlace.Text, value.Unescaped(list.Unescaped(isAmong))),
            value.When(JsonPlace.Integer, isAmong),
            value.When(JsonPlace.True, isAmong),
            value.When(JsonPlace.False, isAmong),
            value.When(JsonPlace.Null, value.WithoutNaN(isAmong))]);
    }

    private SelectExpression Items(JsonPlace list)
    {
        var mapping = list.Path.TypeMapping;
        var type = new ColumnExpression("type", Alias, typeof(string), mapping, nullable: false);
        var item = new ColumnExpression("value", Alias, typeof(string), mapping, nullable: true);
        var items = new TableValuedFunctionExpression(Alias, "json_each", [list.Json, list.Path]);
        return SelectExpression.CreateImmutable(alias: null!, [items], [new ProjectionExpression(Tagged(type, item), "item")], new SqlAliasManager());
    }

    private SqlExpression Tagged(SqlExpression type, SqlExpression value) => sql.Add(type, sql.Coalesce(value, sql.Constant(string.Empty)));
}
