namespace TaskDbLinq.Filters.Ast;

/// <summary>The kinds of operands that translations tell apart. The values are the letters that stand in a shape's key.</summary>
internal enum OperandKind
{
    /// <summary>Null, or nothing at all.</summary>
    Null = '0',

    /// <summary>A string.</summary>
    Text = 's',

    /// <summary>A boolean.</summary>
    Boolean = 'b',

    /// <summary>A timestamp.</summary>
    Date = 'd',

    /// <summary>An array.</summary>
    Array = 'a',

    /// <summary>A document.</summary>
    Object = 'o',

    /// <summary>Bytes.</summary>
    Binary = 'x',

    /// <summary>A pattern.</summary>
    Pattern = 'r',

    /// <summary>A whole number that fits in 32 bits.</summary>
    Int32 = 'i',

    /// <summary>A whole number that fits in 64 bits, but not in 32.</summary>
    Int64 = 'l',

    /// <summary>A number with a fraction, or beyond 64 bits.</summary>
    Fraction = 'f',

    /// <summary>Not a number.</summary>
    NaN = 'n',

    /// <summary>A decimal.</summary>
    Decimal = 'm',
}
