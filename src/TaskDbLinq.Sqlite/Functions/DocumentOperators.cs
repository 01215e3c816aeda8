using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>The operators of <see cref="DocumentValue"/> as calls, and as the names by which SQL knows them.</summary>
internal static class DocumentOperators
{
    public static bool Equal(DocumentValue? left, DocumentValue? right) => left == right;

    public static bool LessThan(DocumentValue? left, DocumentValue? right) => left < right;

    public static bool LessThanOrEqual(DocumentValue? left, DocumentValue? right) => left <= right;

    public static bool GreaterThan(DocumentValue? left, DocumentValue? right) => left > right;

    public static bool GreaterThanOrEqual(DocumentValue? left, DocumentValue? right) => left >= right;

    public static string? ToText(DocumentValue? value) => (string?)value;

    public static bool? ToBoolean(DocumentValue? value) => (bool?)value;

    public static int? ToInt32(DocumentValue? value) => (int?)value;

    public static long? ToInt64(DocumentValue? value) => (long?)value;

    public static double? ToDouble(DocumentValue? value) => (double?)value;

    public static DateTime? ToDateTime(DocumentValue? value) => (DateTime?)value;

    /// <summary>The call for a comparison; the methods bear the names of the node types.</summary>
    public static MethodInfo Of(ExpressionType comparison) => Method(comparison.ToString());

    public static MethodInfo CastTo(Type type) =>
        Method(type == typeof(string) ? nameof(ToText) : $"To{Nullable.GetUnderlyingType(type)!.Name}");

    private static MethodInfo Method(string name) => typeof(DocumentOperators).GetMethod(name)!;
}
