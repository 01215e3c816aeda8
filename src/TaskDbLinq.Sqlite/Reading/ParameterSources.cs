using System.Collections;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Store;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// Tells which value of a query each of EF Core's parameters holds. EF Core names a parameter after the captured member
/// and, from the second on, appends how many it had before; so a name tells the captured value's place in the tree.
/// Since that is no promise of EF Core's, the value is compared as well, and a plan whose values differ is never used.
/// </summary>
internal sealed class ParameterSources(
    IReadOnlyList<Captured> inTree, IReadOnlyList<ParameterSlot> slots, IReadOnlyList<Captured?> captured)
{
    private const string Member = nameof(Captured<int>.Operand);

    /// <exception cref="InvalidOperationException">The parameter holds something else than its place tells.</exception>
    public PlanParameter Of(SqliteParameter parameter)
    {
        var name = parameter.ParameterName.TrimStart('@');
        if (!name.StartsWith(Member, StringComparison.Ordinal))
        {
            return Page(parameter);
        }

        var place = name.Length == Member.Length ? 0 : int.Parse(name.AsSpan(Member.Length), CultureInfo.InvariantCulture);
        var source = place < inTree.Count ? inTree[place] : null;
        if (source is null || !IsSame(source.Boxed, parameter.Value))
        {
            throw new InvalidOperationException($"EF Core's parameter '{name}' does not hold the value of its place.");
        }

        return PlanParameter.OfSlot(parameter.ParameterName, slots[IndexOf(source)]);
    }

    /// <summary>The skip or the limit, told by its value: <see cref="TaskQueryShape.Sample"/> has made the two differ.</summary>
    private static PlanParameter Page(SqliteParameter parameter) => Convert.ToInt64(parameter.Value, CultureInfo.InvariantCulture) switch
    {
        TaskQueryShape.SampleSkip => PlanParameter.OfSkip(parameter.ParameterName),
        TaskQueryShape.SampleLimit => PlanParameter.OfLimit(parameter.ParameterName),
        _ => throw new InvalidOperationException($"EF Core's parameter '{parameter.ParameterName}' is neither the skip nor the limit."),
    };

    private int IndexOf(Captured source)
    {
        var index = 0;
        while (!ReferenceEquals(captured[index], source))
        {
            index++;
        }

        return index;
    }

    /// <summary>
    /// EF Core writes a list as JSON with escapes of its own, of é and + and ' for some: the lists are compared, not their text.
    /// </summary>
    public static bool IsSame(object? value, object? parameter)
    {
        var own = ParameterValue.Of(value);
        return value is IEnumerable and not string && own is string list && parameter is string json
            ? DocumentJson.ParsePlain(list) == DocumentJson.ParsePlain(json)
            : Equals(own, Text(parameter));
    }

    private static object? Text(object? value) =>
        value is DateTime moment ? StoredTime.Write(DateTime.SpecifyKind(moment, DateTimeKind.Utc)) : value;
}
