using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using TaskDbLinq.Records;

namespace TaskDbLinq.Expressions;

/// <summary>
/// The names by which a filter knows the properties of a type: for tasks the keys of their table, for any other type
/// the exact, the camelCase and the snake_case name of each public property.
/// </summary>
internal sealed class RecordSchema
{
    private static readonly ConcurrentDictionary<Type, RecordSchema> Schemas = new();

    private readonly FrozenDictionary<string, PropertyInfo> _properties;

    private RecordSchema(Dictionary<string, PropertyInfo> properties, IEnumerable<string> names)
    {
        _properties = properties.ToFrozenDictionary(StringComparer.Ordinal);
        Names = [.. names];
    }

    /// <summary>The names that an error message suggests.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The schema of a type. The cache only remembers what reflection says, which never changes.</summary>
    public static RecordSchema Of(Type type) => Schemas.GetOrAdd(type, static type => type == typeof(TaskRecord) ? OfTasks() : OfProperties(type));

    public PropertyInfo? Find(string name) => _properties.GetValueOrDefault(name);

    /// <summary>The name by which a filter is written that is read back from C#; null for no property of the type.</summary>
    public string? NameOf(PropertyInfo property) =>
        Spellings(property).FirstOrDefault(name => Find(name) is { } found && found.HasSameMetadataDefinitionAs(property));

    private IEnumerable<string> Spellings(PropertyInfo property) =>
        TaskFields.ByProperty.TryGetValue(property.Name, out var field) && Find(field.Key) == field.Property
            ? [field.Key]
            : [JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.Name];

    private static RecordSchema OfTasks() =>
        new(TaskFields.All.ToDictionary(field => field.Key, field => field.Property), TaskFields.ByKey.Keys);

    private static RecordSchema OfProperties(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
            .ToArray();
        var names = new Dictionary<string, PropertyInfo>(StringComparer.Ordinal);

        // An exact name wins over a derived one, whatever the order of the properties.
        foreach (var property in properties)
        {
            names[property.Name] = property;
        }

        foreach (var property in properties)
        {
            names.TryAdd(JsonNamingPolicy.CamelCase.ConvertName(property.Name), property);
            names.TryAdd(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property);
        }

        return new RecordSchema(names, properties.Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)));
    }
}
