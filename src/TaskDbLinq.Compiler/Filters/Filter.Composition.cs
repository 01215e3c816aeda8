using System.Diagnostics.CodeAnalysis;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;

namespace TaskDbLinq;

/// <content>How filters combine and compare.</content>
public sealed partial class Filter
{
    /// <summary>Returns a filter that matches what both filters match.</summary>
    public static Filter operator &(Filter left, Filter right) => And(left, right);

    /// <summary>Returns a filter that matches what at least one of the filters matches.</summary>
    public static Filter operator |(Filter left, Filter right) => Or(left, right);

    /// <summary>Returns a filter that matches exactly what the given filter doesn't.</summary>
    public static Filter operator !(Filter filter) => Not(filter);

    /// <summary>Returns whether two filters say the same in the same order.</summary>
    public static bool operator ==(Filter? left, Filter? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Returns whether two filters differ.</summary>
    public static bool operator !=(Filter? left, Filter? right) => !(left == right);

    /// <summary>Returns a filter that matches what all of the filters match; <see cref="Everything"/> if there are none.</summary>
    public static Filter And(params IEnumerable<Filter> filters)
    {
        ArgumentNullException.ThrowIfNull(filters);

        // { a, {}, { b, c } } => { a, b, c }
        return new Filter(Conjunction.Of(QueryPath.Root, [.. filters.Select(filter => filter.Root)]));
    }

    /// <summary>Returns a filter that matches what at least one of the filters matches; <see cref="Nothing"/> if there are none.</summary>
    public static Filter Or(params IEnumerable<Filter> filters)
    {
        ArgumentNullException.ThrowIfNull(filters);

        // { $or: [{ $or: [a, b] }, c] } => { $or: [a, b, c] }
        var parts = filters.SelectMany(filter => filter.Root is Or or ? or.Parts.AsEnumerable() : [filter.Root]).ToArray();
        return parts switch
        {
            [] => Nothing,
            [var only] => new Filter(only),
            _ => new Filter(new Or(QueryPath.Root, [.. parts])),
        };
    }

    /// <summary>Returns a filter that matches exactly what the given filter doesn't.</summary>
    public static Filter Not(Filter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);

        // { $nor: [{ $nor: [a] }] } => a
        return new Filter(filter.Root is Nor { Parts: [var only] } ? only : new Nor(QueryPath.Root, [filter.Root]));
    }

    /// <summary>Parses Extended JSON; the format provider is ignored, since JSON knows no cultures.</summary>
    /// <exception cref="QueryException">The filter is malformed.</exception>
    static Filter IParsable<Filter>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Parses Extended JSON, as a minimal API binds a parameter; the format provider is ignored.</summary>
    /// <returns>False, and null, when the filter is malformed; <see cref="TryParse(string, FilterOptions?)"/> tells why.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Filter result)
    {
        var parsed = s is null ? null : TryParse(s);
        result = parsed is { Success: true } ? parsed.Filter : null;
        return result is not null;
    }

    /// <summary>Returns whether the other filter says the same in the same order.</summary>
    public bool Equals(Filter? other) =>
        other is not null && (ReferenceEquals(this, other) || (Shape == other.Shape && ToDocument().Equals(other.ToDocument())));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Filter);

    /// <inheritdoc/>
    public override int GetHashCode() => Shape.GetHashCode(StringComparison.Ordinal);
}
