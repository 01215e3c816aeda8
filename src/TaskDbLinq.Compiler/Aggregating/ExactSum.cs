using TaskDbLinq.Values;

namespace TaskDbLinq.Aggregating;

/// <summary>
/// A sum of numbers as MongoDB has it: whole numbers stay whole as long as 64 bits hold the sum, doubles are added without losing what
/// rounding cuts off, and one decimal makes the sum a decimal. What is no number is left out.
/// </summary>
internal sealed class ExactSum
{
    private Int128 _whole;
    private decimal? _decimal = 0;
    private double _double;
    private double _lost;
    private long _count;
    private bool _hasDecimal;
    private bool _hasDouble;

    /// <summary>The sum; zero when there were no numbers.</summary>
    /// <exception cref="QueryException">There are decimals among the numbers, and no decimal of .NET's holds the sum.</exception>
    public DocumentValue Total => _hasDecimal ? new DocumentDecimal(InDecimal())
        : !_hasDouble && _whole >= long.MinValue && _whole <= long.MaxValue ? DocumentInt.Narrowest((long)_whole)
        : new DocumentDouble(InDouble());

    /// <summary>The mean; null when there were no numbers.</summary>
    /// <inheritdoc cref="Total"/>
    public DocumentValue Mean => _count == 0 ? DocumentValue.Null
        : _hasDecimal ? new DocumentDecimal(InDecimal() / _count)
        : new DocumentDouble(InDouble() / _count);

    public void Add(DocumentValue value)
    {
        switch (value)
        {
            case DocumentInt number:
                _whole += number.Value;
                break;
            case DocumentDouble number:
                (_double, _lost) = Plus(_double, _lost, number.Value);
                _hasDouble = true;
                break;
            case DocumentDecimal number:
                _decimal = DecimalSum.Add(_decimal, number.Value);
                _hasDecimal = true;
                break;
            default:
                return;
        }

        _count++;
    }

    public void Add(GroupPart part)
    {
        _whole += (Int128)part.Whole;
        _count += part.Numbers;
        if (part.Double is { } doubles)
        {
            (_double, _lost) = Plus(_double, _lost + doubles.Lost, doubles.Sum);
            _hasDouble = true;
        }

        foreach (var value in part.Values)
        {
            Add(value);
        }
    }

    private double InDouble()
    {
        var (sum, lost) = Plus(_double, _lost, (double)_whole);
        return double.IsFinite(sum) ? sum + lost : sum;
    }

    private decimal InDecimal()
    {
        var sum = double.Abs((double)_whole) < 1e28 ? DecimalSum.Add(_decimal, (decimal)_whole) : null;
        return (_hasDouble ? DecimalSum.Add(sum, DecimalSum.Of(_double + _lost)) : sum)
            ?? throw new QueryException([new QueryProblem(string.Empty, "no decimal of .NET's holds a sum with decimals in it")]);
    }

    /// <summary>The two parts of a sum: what is lost of an addition is kept beside it.</summary>
    private static (double Sum, double Lost) Plus(double sum, double lost, double value)
    {
        var next = sum + value;
        var part = next - sum;
        return (next, lost + (sum - (next - part)) + (value - part));
    }
}
