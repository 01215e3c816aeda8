using System.Collections.Frozen;
using TaskDbLinq.Filters.Limits;

namespace TaskDbLinq;

/// <summary>How filters are read: their limits, and what they may name. Immutable.</summary>
public sealed class FilterOptions
{
    private FilterOptions(FilterLimits limits, FieldRule? fields, FrozenSet<string>? operators)
    {
        Limits = limits;
        Fields = fields;
        AllowedOperators = operators;
    }

    /// <summary>The default limits, and nothing forbidden.</summary>
    public static FilterOptions Default { get; } = new(FilterLimits.Default, null, null);

    /// <summary>What a filter may cost.</summary>
    public FilterLimits Limits { get; }

    /// <summary>Which fields may be named; null for all.</summary>
    internal FieldRule? Fields { get; }

    internal FrozenSet<string>? AllowedOperators { get; }

    /// <summary>The same with other limits.</summary>
    public FilterOptions WithLimits(FilterLimits limits) => new(limits, Fields, AllowedOperators);

    /// <summary>The same, allowing only these fields and operators: for filters that come from outside.</summary>
    /// <param name="fields">Field names as filters write them; a name allows the paths below it. Null allows all.</param>
    /// <param name="operators">Operators with their <c>$</c>; <c>{ f: v }</c> counts as <c>$eq</c>. Null allows all.</param>
    public FilterOptions Allow(IEnumerable<string>? fields = null, IEnumerable<string>? operators = null) =>
        new(
            Limits,
            fields is null ? Fields : new ListedFields(fields),
            operators?.ToFrozenSet(StringComparer.Ordinal) ?? AllowedOperators);

    /// <summary>The same with another rule for fields; null allows all.</summary>
    internal FilterOptions WithFields(FieldRule? fields) => new(Limits, fields, AllowedOperators);

    /// <summary>Whether a field path may be used so.</summary>
    internal bool Allows(string field, QueryUses uses = QueryUses.Filter) => Fields?.Allows(field, uses) ?? true;
}
