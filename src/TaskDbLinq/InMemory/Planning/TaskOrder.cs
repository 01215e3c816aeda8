using System.Collections.Frozen;
using TaskDbLinq.Finding;
using TaskDbLinq.Values;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>
/// Orders tasks by fields and by what is inside of dict fields: null first, text by code point, and what is equal as it came.
/// </summary>
internal static class TaskOrder
{
    private static readonly IComparer<string?> ByCodePoint = Comparer<string?>.Create(CodePointOrder.Compare);
    private static readonly IComparer<DocumentValue?> ByValue = Comparer<DocumentValue?>.Create(PathOrder.Compare);
    private static readonly FrozenDictionary<TaskField, Func<TaskRecord, string?>> Texts = Readers<string?>(TaskFieldKind.Text);
    private static readonly FrozenDictionary<TaskField, Func<TaskRecord, DateTime?>> Moments = Readers<DateTime?>(TaskFieldKind.Timestamp);

    /// <summary>Returns the tasks in an order of at least one key; LINQ sorts no more of them than a page takes.</summary>
    public static IEnumerable<TaskRecord> Of(IEnumerable<TaskRecord> tasks, ValueList<SortKey<TaskField>> sort)
    {
        IOrderedEnumerable<TaskRecord>? ordered = null;
        foreach (var key in sort)
        {
            ordered = key.Path.Length > 0
                ? By(tasks, ordered, task => KeyOf(task, key), ByValue, key.Descending)
                : Texts.TryGetValue(key.Field, out var text)
                ? By(tasks, ordered, text, ByCodePoint, key.Descending)
                : By(tasks, ordered, Moments[key.Field], Comparer<DateTime?>.Default, key.Descending);
        }

        return ordered!;
    }

    private static DocumentValue? KeyOf(TaskRecord task, SortKey<TaskField> key) =>
        PathOrder.KeyOf((Document?)key.Field.Read(task) ?? DocumentValue.Null, key.Path, key.Descending);

    private static IOrderedEnumerable<TaskRecord> By<T>(
        IEnumerable<TaskRecord> tasks,
        IOrderedEnumerable<TaskRecord>? ordered,
        Func<TaskRecord, T> key,
        IComparer<T> order,
        bool descending) =>
        (ordered, descending) switch
        {
            (null, false) => tasks.OrderBy(key, order),
            (null, true) => tasks.OrderByDescending(key, order),
            (_, false) => ordered.ThenBy(key, order),
            (_, true) => ordered.ThenByDescending(key, order),
        };

    private static FrozenDictionary<TaskField, Func<TaskRecord, T>> Readers<T>(TaskFieldKind kind) =>
        TaskFields.All.Where(field => field.Kind == kind)
            .ToFrozenDictionary(field => field, field => field.Property.GetMethod!.CreateDelegate<Func<TaskRecord, T>>());
}
