using TaskDbLinq.Values;

namespace TaskDbLinq.Updating;

/// <summary><c>$inc</c>: whole numbers stay whole and are an error beyond 64 bits; a double or a decimal makes the sum one.</summary>
internal sealed class IncrementOperator : UpdateOperator
{
    public override string Name => "$inc";

    internal override string? Refuse(DocumentValue operand) =>
        operand is DocumentNumber ? null : $"expected a number, not {QueryProblem.Shown(operand.ToString())}";

    internal override string? Apply(ref DocumentValue value, DocumentValue operand, DateTime now)
    {
        if (value.Kind == DocumentKind.Missing)
        {
            value = operand;
            return null;
        }

        if (value is not DocumentNumber)
        {
            return $"{QueryProblem.Shown(value.ToString())} stands there, to which no number is added";
        }

        switch (value, operand)
        {
            case (DocumentInt a, DocumentInt b):
                var sum = (Int128)a.Value + b.Value;
                if (sum < long.MinValue || sum > long.MaxValue)
                {
                    return "no 64 bits hold the sum";
                }

                value = a.Kind == DocumentKind.Int32 && b.Kind == DocumentKind.Int32
                    ? DocumentInt.Narrowest((long)sum)
                    : new DocumentInt((long)sum, DocumentKind.Int64);
                return null;
            case (DocumentDecimal, _) or (_, DocumentDecimal):
                if (DecimalSum.Add(DecimalSum.Of((DocumentNumber)value), DecimalSum.Of((DocumentNumber)operand)) is not { } total)
                {
                    return "no decimal holds the sum";
                }

                value = new DocumentDecimal(total);
                return null;
            default:
                value = new DocumentDouble(((DocumentNumber)value).ToDouble() + ((DocumentNumber)operand).ToDouble());
                return null;
        }
    }
}
