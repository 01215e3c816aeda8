using System.Linq.Expressions;

namespace TaskDbLinq.Compiling.Building;

/// <summary>
/// What a call needs that only a registered translator can write as SQL. It is an argument of the call: EF Core's own message shows the
/// call that it can't translate, and there is no other way to say there what is to be done.
/// </summary>
internal static class Registration
{
    public const string Needed =
        "UseMongoQueries() on the context's options, after UseSqlite (package TaskDbLinq.Sqlite) or UseNpgsql (package "
            + "TaskDbLinq.PostgreSql)";

    /// <summary>The argument.</summary>
    public static Expression Argument { get; } = Expression.Constant(Needed);
}
