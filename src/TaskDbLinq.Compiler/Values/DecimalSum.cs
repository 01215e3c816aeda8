namespace TaskDbLinq.Values;

/// <summary>Sums of decimals, as far as .NET's decimal holds them.</summary>
internal static class DecimalSum
{
    /// <summary>Below the greatest decimal, 2^96 - 1, by more than a rounding.</summary>
    private const double Most = 7.92e28;

    /// <summary>The number as a decimal; null where none holds it.</summary>
    public static decimal? Of(DocumentNumber number) => number switch
    {
        DocumentDecimal known => known.Value,
        DocumentInt known => known.Value,
        _ => Of(number.ToDouble()),
    };

    /// <inheritdoc cref="Of(DocumentNumber)"/>
    public static decimal? Of(double number) => double.Abs(number) < Most ? (decimal)number : null;

    /// <summary>The sum; null where a part is null, or no decimal holds it.</summary>
    public static decimal? Add(decimal? left, decimal? right) =>
        left is { } a && right is { } b && double.Abs((double)a + (double)b) < Most ? a + b : null;
}
