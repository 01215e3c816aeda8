using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Sqlite.Store;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>A captured value as the parameter that EF Core makes of it. <see cref="QueryPlanner"/> checks that it is the same.</summary>
internal static class ParameterValue
{
    /// <summary>Returns whether a value may be set as a parameter of a LINQ query's plan: its type says all that SQL depends on.</summary>
    /// <remarks>A set may have a comparer of its own, and what is enumerated lazily may change: EF Core sees to those.</remarks>
    public static bool IsPlain(object? value) => value is string or int or long or DateTime or string?[] or List<string?> or DocumentValue;

    /// <summary>The parameter's value; null for a value of a type that no task's field has.</summary>
    public static object? Of(object? value) => value switch
    {
        string or int or long => value,
        DateTime moment => StoredTime.Write(moment),
        Condition or Pattern => NumberedValues.NumberOf(value),
        DictOperand operand => DocumentJson.Write(operand.Value),
        IEnumerable<string> list => DocumentJson.WritePlain(DocumentArray.Of(list.Select(item => (DocumentValue)item))),
        IEnumerable<DateTime?> list =>
            DocumentJson.WritePlain(DocumentArray.Of(list.Select(item => (DocumentValue)StoredTime.Write(item!.Value)))),
        DocumentValue document => DocumentJson.WriteStored(document),
        _ => null,
    };

    /// <summary>Sets a parameter to a captured value. It keeps a value alive that it holds by its number.</summary>
    public static void Set(IParameterTarget target, int place, object? value) =>
        target.Set(place, Of(value), value is Condition or Pattern ? value : null);
}
