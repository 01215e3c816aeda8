using System.Numerics;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>
/// A comparison with any number, as one with a whole number of a property's own type: <c>{ n &lt; 2.5 } => n &lt;= 2</c>, <c>{ n > 2.5 } =>
/// n >= 3</c>.
/// </summary>
/// <param name="IsReached">Whether a value of the type can satisfy the comparison at all.</param>
/// <param name="Value">The bound; the end of the type's range where the number is beyond it.</param>
internal readonly record struct WholeBound<T>(bool IsReached, T Value)
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly BigInteger Min = BigInteger.CreateChecked(T.MinValue);
    private static readonly BigInteger Max = BigInteger.CreateChecked(T.MaxValue);

    /// <summary>Returns the bound of a comparison; no whole number satisfies one with NaN.</summary>
    public static WholeBound<T> Of(DocumentNumber number, Comparison comparison)
    {
        if (number.IsNaN)
        {
            return default;
        }

        var (floor, isWhole) = Exact.Floor(number);
        switch (comparison)
        {
            case Comparison.Equal:
                return isWhole && floor >= Min && floor <= Max ? new(true, T.CreateChecked(floor)) : default;
            case Comparison.Less or Comparison.LessOrEqual:
                var most = comparison == Comparison.Less && isWhole ? floor - 1 : floor;
                return most < Min ? default : new(true, T.CreateSaturating(most));
            default:
                var least = comparison == Comparison.Greater || !isWhole ? floor + 1 : floor;
                return least > Max ? default : new(true, T.CreateSaturating(least));
        }
    }
}
