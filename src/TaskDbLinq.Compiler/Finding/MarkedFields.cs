using TaskDbLinq.Compiling.Schemas;

namespace TaskDbLinq;

/// <summary>Allow-lists by attribute: a record type says itself what questions from outside may name.</summary>
public static class MarkedFields
{
    /// <summary>
    /// Returns the same options, allowing only what <see cref="AllowQueryAttribute"/> and <see cref="DenyQueryAttribute"/> leave open: a
    /// path is allowed where each property on its way is open in its own class, whichever way its name is spelled. A class without any of
    /// these attributes is open where it is reached.
    /// </summary>
    /// <typeparam name="T">The record type.</typeparam>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">Neither the type nor a property of it is marked, so that all of it would be open.</exception>
    public static FilterOptions AllowMarked<T>(this FilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Marks.Of(typeof(T)).IsMarked
            ? options.WithFields(new MarkedRule(typeof(T)))
            : throw new ArgumentException($"{typeof(T).Name} has no property with [AllowQuery] or [DenyQuery].", nameof(options));
    }

    /// <inheritdoc cref="AllowMarked{T}(FilterOptions)"/>
    public static FindOptions AllowMarked<T>(this FindOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { Filter = options.Filter.AllowMarked<T>() };
    }
}
