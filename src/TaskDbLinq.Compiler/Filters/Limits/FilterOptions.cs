using System.Collections.Frozen;

namespace TaskDbLinq;

/// <summary>How filters are read: their limits, and what they may name. Immutable.</summary>
public sealed class FilterOptions
{
    private FilterOptions(FilterLimits limits, FrozenSet<string>? fields, FrozenSet<string>? operators)
    {
        Limits = limits;
        AllowedFields = fields;
        AllowedOperators = operators;
    }

    /// <summary>The default limits, and nothing forbidden.</summary>
    public static FilterOptions Default { get; } = new(FilterLimits.Default, null, null);

    /// <summary>What a filter may cost.</summary>
    public FilterLimits Limits { get; }

    internal FrozenSet<string>? AllowedFields { get; }

    internal FrozenSet<string>? AllowedOperators { get; }

    /// <summary>The same with other limits.</summary>
    public FilterOptions WithLimits(FilterLimits limits) => new(limits, AllowedFields, AllowedOperators);

    /// <summary>The same, allowing only these fields and operators: for filters that come from outside.</summary>
    /// <param name="fields">Field names as filters write them; a name allows the paths below it. Null allows all.</param>
    /// <param name="operators">Operators with their <c>$</c>; <c>{ f: v }</c> counts as <c>$eq</c>. Null allows all.</param>
    public FilterOptions Allow(IEnumerable<string>? fields = null, IEnumerable<string>? operators = null) =>
        new(
            Limits,
            fields?.ToFrozenSet(StringComparer.Ordinal) ?? AllowedFields,
            operators?.ToFrozenSet(StringComparer.Ordinal) ?? AllowedOperators);

    /// <summary>Whether a field path is allowed: it, or a path above it, is on the list.</summary>
    internal bool Allows(string field)
    {
        if (AllowedFields is null)
        {
            return true;
        }

        for (var end = field.Length; end > 0; end = field.LastIndexOf('.', end - 1))
        {
            if (AllowedFields.Contains(field[..end]))
            {
                return true;
            }
        }

        return false;
    }
}
