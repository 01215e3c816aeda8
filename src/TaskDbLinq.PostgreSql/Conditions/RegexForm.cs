using TaskDbLinq.Filters.Operators;
using TaskDbLinq.PostgreSql.Dialect;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>$regex</c>: the pattern in PostgreSQL's syntax.</summary>
internal sealed class RegexForm : ConditionForm<Regex>
{
    public override string Accepts => """
                WHEN '$regex' THEN
                    RETURN coalesce(jsonb_typeof(v) = 'string' AND (v #>> '{}') COLLATE "C" ~ (operand #>> '{}'), false);
        """;

    protected override DocumentArray Write(Regex condition) =>
        List(Regex.Name, PostgreSqlDialect.Write(condition.Pattern.At(condition.Path.ToString())));
}
