using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Values;

namespace TaskDbLinq.Describing;

/// <summary>
/// Writes the definitions of a filter's schema: one for the filter of each type, and one for the conditions on each kind of field.
/// </summary>
/// <param name="options">What a filter may name.</param>
/// <param name="place">What references begin with.</param>
internal sealed class SchemaWriter(FilterOptions options, string place)
{
    /// <summary>How many names a path has at most; beyond that it is not in the schema.</summary>
    private const int MostNames = 4;

    private static readonly JsonNamingPolicy[] Policies = [JsonNamingPolicy.CamelCase, JsonNamingPolicy.SnakeCaseLower];

    private readonly Dictionary<Type, string> _names = [];

    /// <summary>The definitions so far.</summary>
    public JsonObject Definitions { get; } = [];

    /// <summary>Defines the filter of a record, and returns its name.</summary>
    public string Root(Type record) => Define(record, $"{Plain(record.Name)}Filter", options);

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
        foreach (var logical in (string[])["$and", "$or", "$nor"])
        {
            if (Allows(logical))
            {
                fields[logical] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Reference(name) };
            }
        }

        if (Allows("$comment"))
        {
            fields["$comment"] = new JsonObject { ["type"] = "string" };
        }

        foreach (var policy in Policies)
        {
            AddFields(type, string.Empty, policy, allowed, fields, patterns, [type], isInList: false);
        }

        var definition = new JsonObject { ["type"] = "object", ["properties"] = fields, ["additionalProperties"] = false };
        if (patterns.Count > 0)
        {
            definition["patternProperties"] = patterns;
        }

        Definitions[name] = definition;
        return name;
    }

    private void AddFields(
        Type type, string above, JsonNamingPolicy policy, FilterOptions allowed, JsonObject fields, JsonObject patterns,
        IReadOnlyList<Type> way, bool isInList)
    {
        var schema = RecordSchema.Of(type);
        foreach (var property in schema.Names.Select(schema.Find).OfType<PropertyInfo>())
        {
            var spelled = policy.ConvertName(property.Name);
            spelled = schema.Find(spelled) == property ? spelled : schema.NameOf(property) ?? property.Name;
            AddField(property.PropertyType, above + spelled, policy, allowed, fields, patterns, way, isInList);
        }
    }

    private void AddField(
        Type declared, string path, JsonNamingPolicy policy, FilterOptions allowed, JsonObject fields, JsonObject patterns,
        IReadOnlyList<Type> way, bool isInList)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (typeof(DocumentValue).IsAssignableFrom(type) || JsonData.Is(type))
        {
            if (allowed.Allows(path))
            {
                var anything = Field(FieldKind.Anything);
                fields[path] = anything;
                patterns[$"^{Regex.Escape(path)}[.][^.$]"] = anything.DeepClone();
            }
        }
        else if (ScalarType.Of(type) is { } scalar)
        {
            if (!scalar.IsValueObject && OpaqueValueAttribute.Of(type) is null)
            {
                Set(fields, path, allowed, new FieldKind(type, scalar));
            }
        }
        else if (DictionaryEntry.Of(System.Linq.Expressions.Expression.Parameter(type)) is { } entry)
        {
            if (allowed.Allows(path) && ScalarType.Of(entry.Kind.GetGenericArguments()[1]) is { IsValueObject: false } inner)
            {
                patterns[$"^{Regex.Escape(path)}[.][^.$][^.]*$"] = Field(new FieldKind(entry.Kind.GetGenericArguments()[1], inner));
            }
        }
        else if (RecordScope.ElementType(type) is { } element)
        {
            if (ScalarType.Of(element) is { IsValueObject: false } inner)
            {
                Set(fields, path, allowed, new FieldKind(element, inner) { IsList = !isInList });
            }
            else if (IsRecord(element))
            {
                // Of a list within a list only the fields below are asked.
                if (!isInList)
                {
                    Set(fields, path, allowed, new FieldKind(element, null) { IsList = true });
                }

                Below(element, inList: true);
            }
        }
        else if (IsRecord(type))
        {
            Set(fields, path, allowed, new FieldKind(type, null));
            Below(type, isInList);
        }

        void Below(Type inner, bool inList)
        {
            if (path.Count(unit => unit == '.') < MostNames - 1 && !way.Contains(inner))
            {
                AddFields(inner, $"{path}.", policy, allowed, fields, patterns, [.. way, inner], inList);
            }
        }
    }

    private void Set(JsonObject fields, string path, FilterOptions allowed, FieldKind kind)
    {
        if (allowed.Allows(path) && !fields.ContainsKey(path))
        {
            fields[path] = Field(kind);
        }
    }

    /// <summary>A reference to the definition of a kind of field, which is written when it is asked for first.</summary>
    private JsonObject Field(FieldKind kind)
    {
        if (!Definitions.ContainsKey(kind.Name))
        {
            Definitions[kind.Name] = null;
            Definitions[kind.Operators] = null;
            var element = kind is { IsList: true, Scalar: null } ? Reference(OfElement(kind.Type)) : null;
            var operators = kind.Conditions(Allows, Reference(kind.Operators), element, options.Limits);
            Definitions[kind.Operators] = operators;
            var value = kind.Value();
            Definitions[kind.Name] = value is not null && Allows("$eq")
                ? new JsonObject { ["anyOf"] = new JsonArray(value, Reference(kind.Operators)) }
                : Reference(kind.Operators);
        }

        return Reference(kind.Name);
    }

    private JsonObject Reference(string name) => new() { ["$ref"] = place + name };

    private bool Allows(string name) => options.AllowedOperators?.Contains(name) != false;

    private static bool IsRecord(Type type) => !type.IsPrimitive && OpaqueValueAttribute.Of(type) is null && type != typeof(object)
        && RecordSchema.Of(type).Names.Count > 0;

    private static string Plain(string name) => Regex.Replace(name, "[^A-Za-z0-9]", "_");
}
