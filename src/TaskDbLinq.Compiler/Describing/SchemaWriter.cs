using System.Text.Json;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Describing;

/// <summary>
/// Writes the definitions of a filter's schema: one for the filter of each type, and one for the conditions on each kind of field.
/// </summary>
/// <param name="options">What a filter may name.</param>
/// <param name="place">What references begin with.</param>
internal sealed class SchemaWriter(FilterOptions options, string place)
{
    private static readonly JsonNamingPolicy[] Policies = [JsonNamingPolicy.CamelCase, JsonNamingPolicy.SnakeCaseLower];

    private readonly Dictionary<Type, string> _names = [];

    /// <summary>The definitions so far.</summary>
    public JsonObject Definitions { get; } = [];

    /// <summary>Defines the filter of a record, and returns its name.</summary>
    public string Root(Type record) => Define(record, $"{Plain(record.Name)}Filter", options);

    /// <summary>A reference to the definition of a kind of field, which is written when it is asked for first.</summary>
    public JsonObject Field(FieldKind kind)
    {
        if (!Definitions.ContainsKey(kind.Name))
        {
            Definitions[kind.Name] = null;
            Definitions[kind.Operators] = null;
            var element = kind is { IsList: true, Scalar: null } ? Reference(OfElement(kind.Type)) : null;
            Definitions[kind.Operators] = new DescribedField(kind, Reference(kind.Operators), element, options.Limits).Describe(Allows);
            var value = kind.Value();
            Definitions[kind.Name] = value is not null && Allows(Eq.Name)
                ? new JsonObject { ["anyOf"] = new JsonArray(value, Reference(kind.Operators)) }
                : Reference(kind.Operators);
        }

        return Reference(kind.Name);
    }

    /// <summary>The filter of an element of a list, in which all fields are allowed that no mark closes: the list itself is.</summary>
    private string OfElement(Type type)
    {
        if (_names.TryGetValue(type, out var known))
        {
            return known;
        }

        var name = $"{Plain(type.Name)}Element";
        while (_names.ContainsValue(name))
        {
            name += "_";
        }

        _names.Add(type, name);
        return Define(type, name, options.WithFields(options.Fields?.OfElements(type)));
    }

    private string Define(Type type, string name, FilterOptions allowed)
    {
        var (fields, patterns) = (new JsonObject(), new JsonObject());
        Definitions[name] = null;
        foreach (var row in OperatorTable.OnDocuments.Where(row => Allows(row.Name)))
        {
            fields[row.Name] = row.Describe(Reference(name));
        }

        foreach (var policy in Policies)
        {
            new FieldNames(this, policy, allowed, fields, patterns).Add(type);
        }

        var definition = new JsonObject { ["type"] = "object", ["properties"] = fields, ["additionalProperties"] = false };
        if (patterns.Count > 0)
        {
            definition["patternProperties"] = patterns;
        }

        Definitions[name] = definition;
        return name;
    }

    private JsonObject Reference(string name) => new() { ["$ref"] = place + name };

    private bool Allows(string name) => options.AllowedOperators?.Contains(name) != false;

    private static string Plain(string name) => System.Text.RegularExpressions.Regex.Replace(name, "[^A-Za-z0-9]", "_");
}
