using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>The questions as SQL that a person would write for our file layout, with the values of its parameters.</summary>
internal sealed record QuestionSql(string Text, Dictionary<string, object> Values)
{
    public static string[] Columns(Asked asked) => asked.Keys ?? [.. TaskKeys.Default.Fields.Select(field => field.Key)];

    public static QuestionSql Of(Asked asked)
    {
        var (condition, values) = asked.Question switch
        {
            Question.Id => ("msg_id = @id", new Dictionary<string, object> { ["id"] = asked.MsgId }),
            Question.Pending => ("completed IS NULL", []),
            Question.Recent => ("started >= @from AND client_uuid = @client", new() { ["from"] = asked.From, ["client"] = asked.Client }),
            Question.Others =>
                ("started < @until AND (client_uuid <> @client OR client_uuid IS NULL)", new()
                {
                    ["until"] = asked.Until,
                    ["client"] = asked.Client,
                }),
            Question.Range => ("submitted >= @from AND started < @until", new() { ["from"] = asked.From, ["until"] = asked.Until }),
            Question.Hundred => ("submitted >= @from AND submitted < @until", new() { ["from"] = asked.From, ["until"] = asked.Until }),
            Question.Engines => ("engine_uuid IN (@one, @other)", new() { ["one"] = asked.Engines[0], ["other"] = asked.Engines[1] }),
            Question.DictField => ("json_extract(header, '$.msg_type') = @type", new() { ["type"] = "execute_request" }),
            _ => ("EXISTS (SELECT 1 FROM json_each(metadata, '$.after') WHERE value = @first)", new() { ["first"] = asked.First }),
        };
        return new QuestionSql($"SELECT {string.Join(", ", Columns(asked))} FROM task WHERE {condition}", values);
    }
}
