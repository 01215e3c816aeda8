using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;

namespace TaskDbLinq.Compiling.Schemas;

/// <summary>What the attributes of one class say of its properties, read once.</summary>
internal sealed class Marks
{
    private static readonly ConcurrentDictionary<Type, Marks> Known = new();

    private readonly FrozenDictionary<string, QueryUses> _uses;

    private Marks(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .DistinctBy(property => property.Name)
            .Select(property => (
                property.Name,
                Allowed: property.GetCustomAttribute<AllowQueryAttribute>()?.Uses,
                IsDenied: property.IsDefined(typeof(DenyQueryAttribute), inherit: true)))
            .ToList();
        var whole = type.GetCustomAttribute<AllowQueryAttribute>()?.Uses;
        IsMarked = whole is not null || properties.Exists(property => property.Allowed is not null || property.IsDenied);
        var other = whole ?? (properties.Exists(property => property.Allowed is not null) ? QueryUses.None : QueryUses.All);
        _uses = properties.ToFrozenDictionary(
            property => property.Name,
            property => property.IsDenied ? QueryUses.None : property.Allowed ?? other,
            StringComparer.Ordinal);
    }

    /// <summary>Whether there is any mark: a class without one is open as a whole, wherever it is reached.</summary>
    public bool IsMarked { get; }

    /// <summary>Returns the marks of a class. The cache only remembers what reflection says, which never changes.</summary>
    public static Marks Of(Type type) => Known.GetOrAdd(type, static type => new Marks(type));

    /// <summary>Whether a property may be used so.</summary>
    public bool Allow(PropertyInfo property, QueryUses uses) =>
        (_uses.GetValueOrDefault(property.Name, QueryUses.All) & uses) == uses;
}
