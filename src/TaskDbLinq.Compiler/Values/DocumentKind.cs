namespace TaskDbLinq;

/// <summary>What a <see cref="DocumentValue"/> holds. The kinds are BSON's types, as far as task records hold them.</summary>
public enum DocumentKind
{
    /// <summary>There is no value: the field is not in its document.</summary>
    Missing,

    /// <summary>An explicit <c>null</c>.</summary>
    Null,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>An IEEE 754 double.</summary>
    Double,

    /// <summary>A decimal number.</summary>
    Decimal,

    /// <summary>A string.</summary>
    String,

    /// <summary>A document: names with values, in order.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A block of bytes; a UUID is one, of subtype 4.</summary>
    Binary,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A timestamp in UTC.</summary>
    Date,

    /// <summary>A regular expression; in queries only, records hold none.</summary>
    Regex,
}
