using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TaskDbLinq.Filters;

namespace TaskDbLinq.PostgreSql.Dialect;

/// <summary>Refusals of what PostgreSQL can't answer as memory does.</summary>
internal static class StoreRefusal
{
    /// <summary>Returns the refusal of a test on a column.</summary>
    /// <param name="value">The column, or what is computed of it.</param>
    /// <param name="why">What the column does; its subject is "the column …".</param>
    public static QueryException Of(SqlExpression value, string why)
    {
        var name = value is ColumnExpression column ? column.Name : string.Empty;
        return At(name, $"the column ({value.TypeMapping?.StoreType}) {why}: PostgreSQL can't answer this as memory does");
    }

    /// <summary>Returns the refusal of what stands at a path.</summary>
    public static QueryException At(string path, string why) => new(new QueryProblem(path, why));
}
