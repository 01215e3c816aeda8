using System.Collections.Concurrent;
using System.Reflection;

namespace TaskDbLinq.Compiling.Building;

/// <summary>
/// Marks a type whose values filters never look into: a property of it can be null or not, nothing more. The type's own
/// <c>==</c> decides what equals null.
/// </summary>
/// <param name="description">What such a property holds, as an error message says it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class OpaqueValueAttribute(string description) : Attribute
{
    private static readonly ConcurrentDictionary<Type, OpaqueValueAttribute?> Marked = new();

    public string Description { get; } = description;

    /// <summary>
    /// Returns the mark of a type; null if it has none. The cache only remembers what reflection says, which never changes.
    /// </summary>
    public static OpaqueValueAttribute? Of(Type type) =>
        Marked.GetOrAdd(type, static type => type.GetCustomAttribute<OpaqueValueAttribute>());

    /// <summary>Returns whether filters never look into values of a type.</summary>
    public static bool Marks(Type type) => Of(type) is not null;
}
