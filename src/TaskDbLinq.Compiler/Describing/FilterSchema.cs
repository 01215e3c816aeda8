using System.Text.Json.Nodes;
using TaskDbLinq.Describing;

namespace TaskDbLinq;

/// <summary>Describes the filters that a type allows as JSON Schema, draft 2020-12: for clients, editors and OpenAPI.</summary>
/// <remarks>
/// What the schema accepts is a filter of the type, as far as a schema can tell: that a pattern can be read, and that a filter stays within
/// its limits in all, is seen when it is read. Filters may be written in more ways than the schema has: it knows the camelCase and the
/// snake_case names, or those of an allow-list, and no typed forms but <c>$date</c> and <c>$uuid</c>.
/// </remarks>
public static class FilterSchema
{
    /// <summary>Where the definitions of a schema of its own are.</summary>
    private const string Definitions = "#/$defs/";

    /// <summary>Returns the schema of the filters over a type.</summary>
    /// <typeparam name="T">The record type.</typeparam>
    /// <param name="options">What a filter may name: fields and operators that are not allowed are not in the schema.</param>
    public static JsonObject Of<T>(FilterOptions? options = null) => Of(typeof(T), options);

    /// <inheritdoc cref="Of{T}"/>
    /// <param name="record">The record type.</param>
    /// <param name="options">What a filter may name: fields and operators that are not allowed are not in the schema.</param>
    public static JsonObject Of(Type record, FilterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (name, definitions) = Parts(record, options, Definitions);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"Filter of {record.Name}",
            ["$ref"] = Definitions + name,
            ["$defs"] = definitions,
        };
    }

    /// <summary>Returns the definitions of a schema, and the name of the one that describes a whole filter.</summary>
    /// <param name="record">The record type.</param>
    /// <param name="options">What a filter may name.</param>
    /// <param name="place">What references to the definitions begin with, such as <c>#/components/schemas/</c>.</param>
    public static (string Name, JsonObject Definitions) Parts(Type record, FilterOptions? options, string place)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(place);
        var writer = new SchemaWriter(options ?? FilterOptions.Default, place);
        return (writer.Root(record), writer.Definitions);
    }
}
