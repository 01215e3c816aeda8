using System.Linq.Expressions;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>What is read out of a document by its names, as calls: they stand in queries, and are never run.</summary>
internal static class DocumentReads
{
    public static string? ToText(DocumentValue document, string path) => throw NeverRun();

    public static bool? ToBoolean(DocumentValue document, string path) => throw NeverRun();

    public static int? ToInt32(DocumentValue document, string path) => throw NeverRun();

    public static long? ToInt64(DocumentValue document, string path) => throw NeverRun();

    /// <summary><c>{ (int?)t.Header["a"]["b"] } => ToInt32(t.Header, '["a","b"]')</c>; null for what PostgreSQL can't read so.</summary>
    public static MethodCallExpression? Of(UnaryExpression cast)
    {
        if (cast.NodeType != ExpressionType.Convert || cast.Method?.DeclaringType != typeof(DocumentValue)
            || NameOf(cast.Type) is not { } name)
        {
            return null;
        }

        var names = new List<DocumentValue?>();
        var document = cast.Operand;
        while (document is MethodCallExpression
            {
                Method.Name: "get_Item", Object: { } inner, Arguments: [ConstantExpression { Value: string step }]
            } && typeof(DocumentValue).IsAssignableFrom(inner.Type))
        {
            names.Insert(0, step);
            document = inner;
        }

        return document is MemberExpression && names.Count > 0
            ? Expression.Call(
                typeof(DocumentReads), name, null, document, Expression.Constant(DocumentJson.WritePlain(DocumentArray.Of(names))))
            : null;
    }

    /// <summary>
    /// What a double or a timestamp is in PostgreSQL has another order: NaN comes last there, and microseconds are the end.
    /// </summary>
    private static string? NameOf(Type type) =>
        type == typeof(string) ? nameof(ToText)
        : type == typeof(bool?) ? nameof(ToBoolean)
        : type == typeof(int?) ? nameof(ToInt32)
        : type == typeof(long?) ? nameof(ToInt64)
        : null;

    private static InvalidOperationException NeverRun() => new("This call stands in a query, and is translated to SQL.");
}
