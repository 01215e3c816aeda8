using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Values;

namespace TaskDbLinq.Describing;

/// <summary>Adds the fields of a type to the schema of its filter, and the fields below them by their paths.</summary>
/// <param name="writer">Defines the kinds of fields.</param>
/// <param name="policy">How properties are named.</param>
/// <param name="allowed">What a filter may name.</param>
/// <param name="fields">Receives the fields, by name or path.</param>
/// <param name="patterns">Receives the fields whose names the data has, by patterns of their paths.</param>
internal sealed class FieldNames(
    SchemaWriter writer, JsonNamingPolicy policy, FilterOptions allowed, JsonObject fields, JsonObject patterns)
{
    /// <summary>How many names a path has at most; beyond that it is not in the schema.</summary>
    private const int MostNames = 4;

    /// <summary>Adds the fields of a type.</summary>
    public void Add(Type type) => Add(type, string.Empty, [type], isInList: false);

    private void Add(Type type, string above, IReadOnlyList<Type> way, bool isInList)
    {
        var schema = RecordSchema.Of(type);
        foreach (var property in schema.Names.Select(schema.Find).OfType<PropertyInfo>())
        {
            var spelled = policy.ConvertName(property.Name);
            spelled = schema.Find(spelled) == property ? spelled : schema.NameOf(property) ?? property.Name;
            AddField(property.PropertyType, above + spelled, way, isInList);
        }
    }

    private void AddField(Type declared, string path, IReadOnlyList<Type> way, bool isInList)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (typeof(DocumentValue).IsAssignableFrom(type) || JsonData.Is(type))
        {
            if (allowed.Allows(path))
            {
                fields[path] = writer.Field(FieldKind.Anything);
                patterns[$"^{Regex.Escape(path)}[.][^.$]"] = writer.Field(FieldKind.Anything);
            }
        }
        else if (ScalarType.Of(type) is { } scalar)
        {
            if (!scalar.IsValueObject && OpaqueValueAttribute.Of(type) is null)
            {
                Set(path, new FieldKind(type, scalar));
            }
        }
        else if (DictionaryEntry.Of(System.Linq.Expressions.Expression.Parameter(type)) is { } entry)
        {
            if (allowed.Allows(path) && ScalarType.Of(entry.Kind.GetGenericArguments()[1]) is { IsValueObject: false } inner)
            {
                patterns[$"^{Regex.Escape(path)}[.][^.$][^.]*$"] = writer.Field(new FieldKind(entry.Kind.GetGenericArguments()[1], inner));
            }
        }
        else if (RecordScope.ElementType(type) is { } element)
        {
            AddList(element, path, way, isInList);
        }
        else if (IsRecord(type))
        {
            Set(path, new FieldKind(type, null));
            AddBelow(type, path, way, isInList);
        }
    }

    private void AddList(Type element, string path, IReadOnlyList<Type> way, bool isInList)
    {
        if (ScalarType.Of(element) is { IsValueObject: false } inner)
        {
            Set(path, new FieldKind(element, inner) { IsList = !isInList });
        }
        else if (IsRecord(element))
        {
            // Of a list within a list only the fields below are asked.
            if (!isInList)
            {
                Set(path, new FieldKind(element, null) { IsList = true });
            }

            AddBelow(element, path, way, isInList: true);
        }
    }

    private void AddBelow(Type inner, string path, IReadOnlyList<Type> way, bool isInList)
    {
        if (path.Count(unit => unit == '.') < MostNames - 1 && !way.Contains(inner))
        {
            Add(inner, $"{path}.", [.. way, inner], isInList);
        }
    }

    private void Set(string path, FieldKind kind)
    {
        if (allowed.Allows(path) && !fields.ContainsKey(path))
        {
            fields[path] = writer.Field(kind);
        }
    }

    private static bool IsRecord(Type type) => !type.IsPrimitive && OpaqueValueAttribute.Of(type) is null && type != typeof(object)
        && RecordSchema.Of(type).Names.Count > 0;
}
