using MongoDB.Bson;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>The operators on one field, which all must hold: <c>{ $gte: a, $lt: b }</c>. Empty, they always hold.</summary>
internal sealed class OperatorDocument
{
    /// <summary>What an operator document says that never holds; MongoDB answers it without reading anything.</summary>
    private static readonly BsonElement NeverElement = new(In.Name, new BsonArray());

    private readonly BsonDocument _operators = [];

    public bool IsNever { get; private set; }

    public bool IsAlways => !IsNever && _operators.ElementCount == 0;

    public void Add(string name, BsonValue value) => _operators.Add(name, value);

    /// <summary>Adds an operator; without an operand it never holds.</summary>
    public void AddOrNever(string name, BsonValue? operand)
    {
        if (operand is null)
        {
            Never();
        }
        else
        {
            Add(name, operand);
        }
    }

    /// <summary>Adds an operator; without an operand it always holds.</summary>
    public void AddOrAlways(string name, BsonValue? operand)
    {
        if (operand is not null)
        {
            Add(name, operand);
        }
    }

    /// <summary>One of the operators never holds, so nothing else matters.</summary>
    public void Never()
    {
        IsNever = true;
        _operators.Clear();
    }

    /// <summary>
    /// Excludes null, beside what is excluded already: <c>{ } => { $ne: null }</c>, <c>{ $ne: a } => { $nin: [a, null] }</c>,
    /// <c>{ $nin: [a] } => { $nin: [a, null] }</c>.
    /// </summary>
    public void NotNull()
    {
        if (IsNever)
        {
            return;
        }

        if (_operators.TryGetValue(Nin.Name, out var list))
        {
            var longer = new BsonArray((BsonArray)list) { BsonNull.Value };
            _operators[Nin.Name] = longer;
        }
        else if (_operators.TryGetValue(Ne.Name, out var other))
        {
            _operators.Remove(Ne.Name);
            _operators.Add(Nin.Name, new BsonArray { other, BsonNull.Value });
        }
        else
        {
            _operators.Add(Ne.Name, BsonNull.Value);
        }
    }

    /// <summary>The operators written out.</summary>
    public BsonDocument ToOperators() => IsNever ? new BsonDocument(NeverElement) : _operators;

    /// <summary>The operators as a filter writes them behind a field: <c>{ $eq: v } => v</c>, where that says the same.</summary>
    public BsonValue ToCondition() =>
        !IsNever && _operators.ElementCount == 1 && _operators.GetElement(0) is { Name: "$eq", Value: var value } && IsPlain(value)
            ? value
            : ToOperators();

    private static bool IsPlain(BsonValue value) => value switch
    {
        BsonDocument { ElementCount: > 0 } document => !document.GetElement(0).Name.StartsWith('$'),
        BsonRegularExpression => false,
        _ => true,
    };
}
