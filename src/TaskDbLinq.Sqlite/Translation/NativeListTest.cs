using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary><c>$in</c> with a list of strings, whole numbers, booleans and null: the value is an item of the list.</summary>
internal sealed class NativeListTest(ISqlExpressionFactory sql, JsonPlace value)
{
    public SqlExpression Of(JsonPlace list, bool hasNull) => value.ByType([
        value.When(JsonPlace.Text, value.Unescaped(list.Unescaped(IsAmong(JsonPlace.Text, list)))),
        .. new[] { JsonPlace.Integer, JsonPlace.True, JsonPlace.False }.Select(type => value.When(type, IsAmong(type, list))),
        value.When(JsonPlace.Null, value.WithoutNaN(sql.Constant(hasNull)))]);

    private SqlExpression IsAmong(string type, JsonPlace list) => list.HasItem(type, value.As<string>());
}
