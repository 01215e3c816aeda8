using System.Text.Json.Nodes;

namespace TaskDbLinq.Filters.Operators;

/// <summary>
/// A field, as the JSON Schema of a filter describes it: an operator says by it what its operand is there. A field that holds JSON of any
/// shape may hold all of it. Each call returns a node of its own.
/// </summary>
internal interface IDescribedField
{
    /// <summary>Whether it holds values that are compared as a whole, or a list of them, and no objects.</summary>
    bool HoldsValues { get; }

    /// <summary>Whether it holds strings.</summary>
    bool HoldsText { get; }

    /// <summary>Whether it holds whole numbers.</summary>
    bool HoldsWholeNumbers { get; }

    /// <summary>Whether it holds a list.</summary>
    bool HoldsList { get; }

    /// <summary>What conditions may cost.</summary>
    FilterLimits Limits { get; }

    /// <summary>Returns what may stand for the field itself: <c>{ f: v }</c>. Null where nothing may.</summary>
    JsonNode? Value();

    /// <summary>Returns what the field may be less or greater than; null where its values have no order.</summary>
    JsonNode? Ordered();

    /// <summary>Returns a reference to the conditions on the field.</summary>
    JsonNode Conditions();

    /// <summary>Returns a reference to the filter of an element; null where it holds no list of objects.</summary>
    JsonNode? Element();
}
