using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Sqlite.Store;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>A captured value as the parameter that EF Core makes of it. <see cref="QueryPlanner"/> checks that it is the same.</summary>
internal static class ParameterValue
{
    /// <summary>The parameter's value; null for a value of a type that no task's field has.</summary>
    public static object? Of(object? value) => value switch
    {
        string text => text,
        DateTime moment => StoredTime.Write(moment),
        Condition condition => ConditionText.Write(condition),
        Pattern pattern => pattern.ToString(),
        IEnumerable<string> list => DocumentJson.WritePlain(DocumentArray.Of(list.Select(item => (DocumentValue)item))),
        IEnumerable<DateTime?> list => DocumentJson.WritePlain(DocumentArray.Of(list.Select(item => (DocumentValue)StoredTime.Write(item!.Value)))),
        _ => null,
    };
}
