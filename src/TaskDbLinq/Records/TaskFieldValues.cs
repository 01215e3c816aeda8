using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Records;

/// <summary>Values as callers write them, brought to the types of a task's fields.</summary>
internal static class TaskFieldValues
{
    private const int MaxDepth = 100;

    /// <summary>Reads the new value of a key.</summary>
    /// <returns>False, with the problem noted, when there is no such key, or it can't hold the value.</returns>
    public static bool Read(
        string key, object? value, List<QueryProblem> problems, [NotNullWhen(true)] out TaskField? field, out object? result)
    {
        result = null;
        if (!TaskFields.ByKey.TryGetValue(key, out field))
        {
            problems.Add(QueryProblem.UnknownName(key, "key", key, TaskFields.ByKey.Keys));
            return false;
        }

        if (field == TaskFields.MsgId)
        {
            problems.Add(new QueryProblem(key, "a task keeps its msg_id"));
            return false;
        }

        var before = problems.Count;
        result = value is null ? null : Convert(field, value, problems);
        if (result is null && value is not null && problems.Count == before)
        {
            problems.Add(new QueryProblem(key, $"the field holds {Described(field.Kind)}, not a value of type {value.GetType().Name}"));
        }

        return problems.Count == before;
    }

    private static object? Convert(TaskField field, object value, List<QueryProblem> problems) => (field.Kind, value) switch
    {
        (TaskFieldKind.Text, string text) => text,
        (TaskFieldKind.Timestamp, DateTime moment) => moment.ToUniversalTime(),
        (TaskFieldKind.Timestamp, DateTimeOffset moment) => moment.UtcDateTime,
        (TaskFieldKind.Timestamp, string text) when Timestamps.TryParse(text, out var utc) => utc,
        (TaskFieldKind.Dict, Document document) => document,
        (TaskFieldKind.Dict, IEnumerable or JsonElement or JsonDocument) =>
            ExtendedJson.Interpret(new ClrReader(problems, MaxDepth).Read(value, QueryPath.Root.Field(field.Key), 0), out _) as Document,
        (TaskFieldKind.Buffers, BufferList buffers) => buffers,
        (TaskFieldKind.Buffers, IEnumerable<byte[]> blocks) => BufferList.Of(blocks),
        _ => null,
    };

    internal static string Described(TaskFieldKind kind) => kind switch
    {
        TaskFieldKind.Text => "a string",
        TaskFieldKind.Timestamp => "a timestamp",
        TaskFieldKind.Dict => "a JSON object",
        _ => "a list of byte blocks",
    };
}
