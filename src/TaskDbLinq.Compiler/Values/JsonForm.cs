namespace TaskDbLinq.Values;

/// <summary>The forms of JSON text.</summary>
internal enum JsonForm
{
    /// <summary>Plain JSON, which can't tell every kind from every other.</summary>
    Plain,

    /// <summary>Extended JSON v2, relaxed: a whole number is as wide as it has to be.</summary>
    Relaxed,

    /// <summary>The same, with the width of each number: reading it again gives what was written.</summary>
    Stored,

    /// <summary>
    /// The same for PostgreSQL's jsonb, which writes numbers without exponents: 1e23 would become another number, a whole one.
    /// </summary>
    Jsonb,
}
