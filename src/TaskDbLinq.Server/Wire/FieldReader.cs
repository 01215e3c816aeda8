using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Wire;

/// <summary>New values of a task's fields, as a client sends them.</summary>
internal static class FieldReader
{
    private const string BuffersForm = "$buffers";

    /// <summary>Reads the values; what no task has is among the extra fields.</summary>
    /// <exception cref="BadRequestException">The frame has fewer buffers than its JSON reports.</exception>
    /// <exception cref="QueryException">A value can't belong to its field, or <c>msg_id</c> is another one; every problem is
    /// listed.</exception>
    public static (TaskUpdate Update, Document Extra) Read(string msgId, Document set, Frame frame)
    {
        var values = new Dictionary<string, object?>(set.Count, StringComparer.Ordinal);
        var extra = new List<(string, DocumentValue?)>();
        var problems = new List<QueryProblem>();
        foreach (var (key, value) in set)
        {
            if (key == TaskKey.MsgId)
            {
                if (value is not DocumentString id || id.Value != msgId)
                {
                    problems.Add(new QueryProblem(key, $"expected '{msgId}', the id of the change"));
                }
            }
            else if (!TaskFields.ByKey.TryGetValue(key, out var field))
            {
                extra.Add((key, value));
            }
            else
            {
                values[key] = field.Kind == TaskFieldKind.Buffers ? Buffers(key, value, frame, problems) : Plain(value);
            }
        }

        QueryException.ThrowIfAny(problems);
        return (TaskUpdate.Of(values), Document.Of(extra));
    }

    private static object? Plain(DocumentValue value) => value switch
    {
        { IsNull: true } => null,
        DocumentString text => (object)text.Value,
        DocumentDate date => (object)date.Value,
        _ => value,
    };

    /// <summary><c>{"$buffers": [length, …]}</c>, a list of <c>$binary</c>, or null.</summary>
    private static BufferList? Buffers(string key, DocumentValue value, Frame frame, List<QueryProblem> problems)
    {
        var items = value is Document { Count: 1 } form && form[BuffersForm] is DocumentArray lengths ? lengths : value as DocumentArray;
        var blocks = new List<ReadOnlyMemory<byte>>();
        foreach (var item in items ?? (IEnumerable<DocumentValue>)[])
        {
            if (item is DocumentBinary binary)
            {
                blocks.Add(binary.Bytes);
            }
            else if (item is DocumentInt length)
            {
                blocks.Add(frame.Take(length.Value));
            }
            else
            {
                problems.Add(new QueryProblem($"{key}[{blocks.Count}]", "expected the length of a buffer that follows, or $binary"));
            }
        }

        if (items is null && !value.IsNull)
        {
            problems.Add(new QueryProblem(key, "the field holds a list of buffers"));
        }

        return items is null ? null : BufferList.Own([.. blocks]);
    }
}
