using System.Collections.Frozen;
using TaskDbLinq.Updating;

namespace TaskDbLinq;

/// <summary>What an update does to a field, with MongoDB's meaning.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/update-field/"/>
public abstract class UpdateOperator
{
    private protected UpdateOperator()
    {
    }

    /// <summary><c>$set</c>: the field gets a value; documents on the way are made.</summary>
    public static UpdateOperator Set { get; } = new SetOperator();

    /// <summary><c>$unset</c>: the field goes; one that is not null-able can't.</summary>
    public static UpdateOperator Unset { get; } = new UnsetOperator();

    /// <summary><c>$inc</c>: a number is added; a field that is missing gets it.</summary>
    public static UpdateOperator Increment { get; } = new IncrementOperator();

    /// <summary><c>$min</c>: the field gets the value if that is less, or if the field is missing.</summary>
    public static UpdateOperator Min { get; } = new MinOperator();

    /// <summary><c>$max</c>: the field gets the value if that is greater, or if the field is missing.</summary>
    public static UpdateOperator Max { get; } = new MaxOperator();

    /// <summary><c>$currentDate</c>: the field gets the time of the update, in UTC.</summary>
    public static UpdateOperator CurrentDate { get; } = new CurrentDateOperator();

    /// <summary>The operators by name.</summary>
    internal static FrozenDictionary<string, UpdateOperator> ByName { get; } =
        new[] { Set, Unset, Increment, Min, Max, CurrentDate }.ToFrozenDictionary(one => one.Name, StringComparer.Ordinal);

    /// <summary>The name as an update has it.</summary>
    public abstract string Name { get; }

    /// <summary>What is wrong with an operand; null when nothing is.</summary>
    internal virtual string? Refuse(DocumentValue operand) => null;

    /// <summary>Changes a value; a value that becomes missing goes.</summary>
    /// <param name="value">The value; missing where there is none.</param>
    /// <param name="operand">The operand.</param>
    /// <param name="now">The time of the update.</param>
    /// <returns>Why the value can't be changed; null when it was.</returns>
    internal abstract string? Apply(ref DocumentValue value, DocumentValue operand, DateTime now);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
