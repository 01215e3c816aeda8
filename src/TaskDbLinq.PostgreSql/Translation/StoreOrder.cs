using System.Linq.Expressions;
using System.Reflection;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// Comparisons of a column with a filter's value as calls: PostgreSQL's own depend on the column's type, which only a translator knows.
/// They stand in queries, and are never run.
/// </summary>
internal static class StoreOrder
{
    public static bool Equal<T>(T left, T right) => throw NeverRun();

    public static bool NotEqual<T>(T left, T right) => throw NeverRun();

    public static bool LessThan<T>(T left, T right) => throw NeverRun();

    public static bool LessThanOrEqual<T>(T left, T right) => throw NeverRun();

    public static bool GreaterThan<T>(T left, T right) => throw NeverRun();

    public static bool GreaterThanOrEqual<T>(T left, T right) => throw NeverRun();

    public static bool In<T>(IEnumerable<T> list, T value) => throw NeverRun();

    /// <summary>Whether an element of an array is there: Npgsql does not translate <c>list.Any(e => e != null)</c>.</summary>
    public static bool IsPresent<T>(T element) => throw NeverRun();

    /// <summary>Whether a JSON column is null, or holds the null of JSON.</summary>
    public static bool IsNoDocument(DocumentValue? value) => throw NeverRun();

    /// <summary>The bits of a whole number without a sign as one with a sign, as C#'s conversion has them.</summary>
    public static long? Bits(ulong? value) => throw NeverRun();

    /// <summary>Returns the call for a comparison of two values of a type; the methods bear the names of the node types.</summary>
    public static MethodInfo Of(ExpressionType comparison, Type type) => Of(comparison.ToString(), type);

    public static MethodInfo Of(string name, Type type) => typeof(StoreOrder).GetMethod(name)!.MakeGenericMethod(type);

    private static InvalidOperationException NeverRun() => new("This call stands in a query, and is translated to SQL.");
}
