using System.Reflection;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Values;

namespace TaskDbLinq.TextPredicates;

/// <summary>
/// The members that a predicate's text may name. There are no others, so that no text reaches types, statics or reflection.
/// </summary>
internal static class LinqFields
{
    private static readonly string[] TextMethods = [nameof(string.StartsWith), nameof(string.EndsWith), nameof(string.Contains)];
    private static readonly string[] ListMethods = ["Any", "All", "Count", "Contains"];

    /// <summary>A property by its key or its C# name.</summary>
    public static PropertyInfo? Property(Type type, string name) => RecordSchema.Of(type).FindInText(name);

    public static IEnumerable<string> Names(Type type) => RecordSchema.Of(type).Names;

    /// <summary>The elements' type of a list; null for what is none.</summary>
    public static Type? ElementType(Type type) =>
        IsScalar(type) || IsDict(type) || OpaqueValueAttribute.Marks(type) ? null : RecordScope.ElementType(type);

    public static bool IsScalar(Type type) => ScalarType.IsClosed(type);

    public static bool IsDict(Type type) => typeof(DocumentValue).IsAssignableFrom(type);

    /// <summary>The methods that a value of the type may be asked.</summary>
    public static IReadOnlyList<string> Methods(Type type) =>
        type == typeof(string) ? TextMethods : ElementType(type) is not null ? ListMethods : [];
}
