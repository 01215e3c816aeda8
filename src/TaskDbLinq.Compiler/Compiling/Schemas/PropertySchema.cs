using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace TaskDbLinq.Compiling.Schemas;

/// <summary>The exact, the camelCase and the snake_case name of each public property of a type.</summary>
internal sealed class PropertySchema : RecordSchema
{
    private readonly FrozenDictionary<string, PropertyInfo> _properties;
    private readonly Dictionary<string, string> _ambiguous = new(StringComparer.Ordinal);

    public PropertySchema(Type type)
    {
        var properties = (type.IsInterface ? type.GetInterfaces().Prepend(type) : [type])
            .SelectMany(declarer => declarer.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .DistinctBy(property => property.Name)
            .ToArray();
        var names = new Dictionary<string, PropertyInfo>(StringComparer.Ordinal);

        // An exact name wins over a derived one, whatever the order of the properties.
        foreach (var property in properties)
        {
            names[property.Name] = property;
        }

        var exact = names.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            string[] cases =
                [JsonNamingPolicy.CamelCase.ConvertName(property.Name), JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)];
            foreach (var name in cases)
            {
                if (!names.TryAdd(name, property) && !exact.Contains(name) && names[name] != property)
                {
                    _ambiguous.TryAdd(name, $"{names[name].Name} or {property.Name}");
                }
            }
        }

        _properties = names.ToFrozenDictionary(StringComparer.Ordinal);
        Names = [.. properties.Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))];
    }

    public override IReadOnlyList<string> Names { get; }

    public override PropertyInfo? Find(string name) => _ambiguous.ContainsKey(name) ? null : _properties.GetValueOrDefault(name);

    public override string? Ambiguity(string name) => _ambiguous.GetValueOrDefault(name);

    public override string? NameOf(PropertyInfo property) =>
        Spellings(property.Name).FirstOrDefault(name => Find(name) is { } found && found.HasSameMetadataDefinitionAs(property));

    private static string[] Spellings(string name) =>
        [JsonNamingPolicy.SnakeCaseLower.ConvertName(name), JsonNamingPolicy.CamelCase.ConvertName(name), name];
}
