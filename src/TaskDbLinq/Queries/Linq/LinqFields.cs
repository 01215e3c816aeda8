using System.Reflection;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.Records;

namespace TaskDbLinq.Queries.Linq;

/// <summary>The members that a predicate's text may name. There are no others, so that no text reaches types, statics or reflection.</summary>
internal static class LinqFields
{
    private static readonly string[] TextMethods = [nameof(string.StartsWith), nameof(string.EndsWith), nameof(string.Contains)];
    private static readonly string[] ListMethods = ["Any", "All", "Count", "Contains"];

    /// <summary>A property by its key or its C# name.</summary>
    public static PropertyInfo? Property(Type type, string name) => RecordSchema.Of(type).Find(name)
        ?? (type == typeof(TaskRecord) ? TaskFields.ByProperty.GetValueOrDefault(name)?.Property : null);

    public static IEnumerable<string> Names(Type type) => RecordSchema.Of(type).Names;

    /// <summary>The elements' type of a list; null for what is none.</summary>
    public static Type? ElementType(Type type) =>
        IsScalar(type) || IsDict(type) || type == typeof(BufferList) ? null : RecordScope.ElementType(type);

    public static bool IsScalar(Type type) => ScalarType.Of(type) is not null;

    public static bool IsDict(Type type) => typeof(DocumentValue).IsAssignableFrom(type);

    /// <summary>The methods that a value of the type may be asked.</summary>
    public static IReadOnlyList<string> Methods(Type type) =>
        type == typeof(string) ? TextMethods : ElementType(type) is not null ? ListMethods : [];
}
