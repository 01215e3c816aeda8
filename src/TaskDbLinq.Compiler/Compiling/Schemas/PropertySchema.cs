using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace TaskDbLinq.Compiling.Schemas;

/// <summary>The exact, the camelCase and the snake_case name of each public property of a type.</summary>
internal sealed class PropertySchema : RecordSchema
{
    private readonly FrozenDictionary<string, PropertyInfo> _properties;

    public PropertySchema(Type type)
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

        _properties = names.ToFrozenDictionary(StringComparer.Ordinal);
        Names = [.. properties.Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))];
    }

    public override IReadOnlyList<string> Names { get; }

    public override PropertyInfo? Find(string name) => _properties.GetValueOrDefault(name);

    public override string? NameOf(PropertyInfo property) =>
        Spellings(property.Name).FirstOrDefault(name => Find(name) is { } found && found.HasSameMetadataDefinitionAs(property));

    private static string[] Spellings(string name) =>
        [JsonNamingPolicy.SnakeCaseLower.ConvertName(name), JsonNamingPolicy.CamelCase.ConvertName(name), name];
}
