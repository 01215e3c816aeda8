#pragma warning disable EF1001 // EF Core has no public way to a subquery over a table-valued function.
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// <c>$in</c> with a list of strings, whole numbers, booleans and null. Type and value are compared as one text, since
/// to SQLite true is 1: <c>'integer' || value IN (SELECT d.type || d.value FROM json_each(list) AS d)</c>.
/// </summary>
internal sealed class NativeListTest(ISqlExpressionFactory sql, JsonPlace value)
{
    private const string Alias = "d";

    public SqlExpression Of(JsonPlace list, bool hasNull) => value.ByType([
        value.When(JsonPlace.Text, value.Unescaped(list.Unescaped(IsAmong(JsonPlace.Text, list)))),
        .. new[] { JsonPlace.Integer, JsonPlace.True, JsonPlace.False }.Select(type => value.When(type, IsAmong(type, list))),
        value.When(JsonPlace.Null, value.WithoutNaN(sql.Constant(hasNull)))]);

    private SqlExpression IsAmong(string type, JsonPlace list) => sql.In(sql.Add(sql.Constant(type), value.As<string>()), Items(list));

    /// <summary>No item is NULL: a list with one says NULL of what it does not hold, and not false.</summary>
    private SelectExpression Items(JsonPlace list)
    {
        var mapping = list.Path.TypeMapping;
        var type = new ColumnExpression("type", Alias, typeof(string), mapping, nullable: false);
        var item = new ColumnExpression("value", Alias, typeof(string), mapping, nullable: true);
        return SelectExpression.CreateImmutable(
            alias: null!,
            [new TableValuedFunctionExpression(Alias, "json_each", [list.Json, list.Path])],
            [new ProjectionExpression(sql.Add(type, sql.Coalesce(item, sql.Constant(string.Empty))), "item")],
            new SqlAliasManager());
    }
}
