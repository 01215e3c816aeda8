using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Describing;

/// <summary>A kind of field, as the operators see it that describe their operands on it.</summary>
/// <param name="kind">The kind.</param>
/// <param name="conditions">A reference to the conditions on it.</param>
/// <param name="element">A reference to the filter of an element; null for all but lists of objects.</param>
/// <param name="limits">What conditions may cost.</param>
internal sealed class DescribedField(FieldKind kind, JsonObject conditions, JsonObject? element, FilterLimits limits) : IDescribedField
{
    public bool HoldsValues => kind.IsAnything || kind.Scalar is not null;

    public bool HoldsText => kind.IsAnything || kind.IsText;

    public bool HoldsWholeNumbers => kind.IsAnything || kind.IsWhole;

    public bool HoldsList => kind.IsAnything || kind.IsList;

    public FilterLimits Limits => limits;

    public JsonNode? Value() => kind.Value();

    public JsonNode? Ordered() => kind.Ordered();

    public JsonNode Conditions() => conditions.DeepClone();

    public JsonNode? Element() => element?.DeepClone();

    /// <summary>Returns the schema of the conditions: one or more of the operators that are allowed and that the field takes.</summary>
    public JsonObject Describe(Func<string, bool> allows)
    {
        var (operands, companions) = (new JsonObject(), new JsonObject());
        foreach (var row in OperatorTable.OnFields)
        {
            if (allows(row.Name) && row.Describe(this) is { } operand)
            {
                operands[row.Name] = operand;
                if (row.Companion is { } companion)
                {
                    companions[row.Name] = new JsonArray(companion);
                }
            }
        }

        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = operands,
            ["additionalProperties"] = false,
            ["minProperties"] = 1,
        };
        if (companions.Count > 0)
        {
            schema["dependentRequired"] = companions;
        }

        return schema;
    }
}
