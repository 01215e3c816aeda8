using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Values;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>What a group makes of one expression.</summary>
internal abstract class Accumulator
{
    public abstract void Add(BsonValue? value);

    public abstract BsonValue Result { get; }

    /// <exception cref="CommandException">There is no such accumulator.</exception>
    public static (Func<Accumulator> Make, Expression Argument) Read(string field, BsonValue definition)
    {
        if (definition is not BsonDocument { ElementCount: 1 } call || !call.GetElement(0).Name.StartsWith('$'))
        {
            throw Failures.Of(40234, $"The field '{field}' must be an accumulator object");
        }

        var (name, operand) = (call.GetElement(0).Name, call.GetElement(0).Value);
        Func<Accumulator> make = name switch
        {
            "$sum" => () => new Sum(isAverage: false),
            "$avg" => () => new Sum(isAverage: true),
            "$min" => () => new Extreme(-1),
            "$max" => () => new Extreme(1),
            "$first" => () => new Edge(isLast: false),
            "$last" => () => new Edge(isLast: true),
            "$push" => () => new List(isSet: false),
            "$addToSet" => () => new List(isSet: true),
            "$count" when operand is BsonDocument { ElementCount: 0 } => () => new Sum(isAverage: false),
            _ => throw Failures.Of(15952, $"unknown group operator '{name}'"),
        };
        return (make, name == "$count" ? _ => 1 : Expressions.Read(operand));
    }

    /// <summary>Whole numbers stay whole as long as they fit; doubles are added without losing what rounding cuts off.</summary>
    private sealed class Sum(bool isAverage) : Accumulator
    {
        private Int128 _whole;
        private double _double;
        private double _lost;
        private long _count;
        private bool _hasDouble;
        private bool _hasLong;

        public override BsonValue Result
        {
            get
            {
                if (isAverage)
                {
                    return _count == 0 ? BsonNull.Value : new BsonDouble(Total / _count);
                }

                return _hasDouble || _whole < long.MinValue || _whole > long.MaxValue ? new BsonDouble(Total)
                    : _hasLong ? new BsonInt64((long)_whole)
                    : Numbers.Of((long)_whole);
            }
        }

        private double Total => _hasDouble ? Added((double)_whole) : (double)_whole;

        public override void Add(BsonValue? value)
        {
            switch (value)
            {
                case BsonInt32 number:
                    _whole += number.Value;
                    break;
                case BsonInt64 number:
                    (_whole, _hasLong) = (_whole + number.Value, true);
                    break;
                case BsonDouble number:
                    Include(number.Value);
                    _hasDouble = true;
                    break;
                case BsonDecimal128:
                    throw Codes.NotSupported("a sum of decimals");
                default:
                    return;
            }

            _count++;
        }

        /// <summary>Two-sum: what is lost of the addition is kept beside it.</summary>
        private void Include(double value)
        {
            var sum = _double + value;
            var part = sum - _double;
            _lost += (_double - (sum - part)) + (value - part);
            _double = sum;
        }

        private double Added(double whole)
        {
            Include(whole);
            (_whole, var result) = (0, double.IsFinite(_double) ? _double + _lost : _double);
            return result;
        }
    }

    private sealed class Extreme(int sign) : Accumulator
    {
        private BsonValue? _best;

        public override BsonValue Result => _best ?? BsonNull.Value;

        public override void Add(BsonValue? value)
        {
            if (value is not (null or BsonNull or BsonUndefined) && (_best is null || ValueOrder.Compare(value, _best) * sign > 0))
            {
                _best = value;
            }
        }
    }

    private sealed class Edge(bool isLast) : Accumulator
    {
        private BsonValue? _value;
        private bool _isSet;

        public override BsonValue Result => _value ?? BsonNull.Value;

        public override void Add(BsonValue? value)
        {
            if (isLast || !_isSet)
            {
                (_value, _isSet) = (value, true);
            }
        }
    }

    private sealed class List(bool isSet) : Accumulator
    {
        private readonly HashSet<DocumentValue> _seen = [];
        private readonly BsonArray _values = [];

        public override BsonValue Result => _values;

        public override void Add(BsonValue? value)
        {
            if (value is not null && (!isSet || _seen.Add(Paths.Read(value))))
            {
                _values.Add(value);
            }
        }
    }
}
