using TaskDbLinq.Filters;
using TaskDbLinq.Values;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>What one side answers: rows, or a refusal. Two answers are equal when their texts are.</summary>
public sealed record Answer(string Text, IReadOnlyList<string> Ids, bool IsRefusal)
{
    /// <summary>The rows, each on one line: every key that is not null with its value and the value's exact type.</summary>
    public static Answer OfRows(IEnumerable<IReadOnlyDictionary<string, object?>> rows, bool ordered)
    {
        var read = rows.Select(row => (Id: (string)row["msg_id"]!, Line: Line(row))).ToList();
        if (!ordered)
        {
            read.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        }

        return new Answer(string.Join('\n', read.Select(row => row.Line)), [.. read.Select(row => row.Id)], IsRefusal: false);
    }

    public static Answer OfIds(IEnumerable<string> ids, bool ordered)
    {
        string[] read = [.. ordered ? ids : ids.Order(StringComparer.Ordinal)];
        return new Answer(string.Join('\n', read), read, IsRefusal: false);
    }

    /// <summary>A refusal, by its problems; anything else that is thrown is an answer that no other side gives.</summary>
    public static Answer Of(Exception fault) => fault is QueryException refusal
        ? new Answer("refused: " + string.Join("; ", refusal.Problems), [], IsRefusal: true)
        : new Answer($"{fault.GetType().Name}: {fault.Message}", [], IsRefusal: false);

    public static Answer From(Func<Answer> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception fault)
        {
            return Of(fault);
        }
    }

    public static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        DateTime moment => $"{moment:O}",
        Document { Kind: DocumentKind.Object } document =>
            "{" + string.Join(',', document.Select(field => $"{field.Key}:{Show(field.Value)}")) + "}",
        DocumentArray array => "[" + string.Join(',', array.Select(Show)) + "]",
        DocumentValue scalar => $"{scalar.Kind} {scalar}",
        BufferList buffers => $"buffers of {string.Join('+', buffers.Select(block => block.Length))}",
        _ => value.ToString()!,
    };

    private static string Line(IReadOnlyDictionary<string, object?> row) =>
        string.Join(' ', row.Where(field => field.Value is not null).Select(field => $"{field.Key}={Show(field.Value)}"));
}
