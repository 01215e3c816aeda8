using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>$mod</c>: the divisor, and the remainder. Dividing the smallest number by -1 overflows; by 1 it leaves as little.</summary>
internal sealed class ModForm : ConditionForm<Mod>
{
    public override string Accepts => """
                WHEN '$mod' THEN
                    IF taskdblinq_v1.class(v) <> 1 THEN
                        RETURN false;
                    END IF;
                    n := taskdblinq_v1.number(v);
                    IF n.kind = 'd' AND n.dbl >= -9223372036854775808 AND n.dbl < 9223372036854775808 THEN
                        n.whole := trunc(n.dbl);
                    ELSIF n.kind = 'm' AND trunc(n.fixed) BETWEEN -9223372036854775808 AND 9223372036854775807 THEN
                        n.whole := trunc(n.fixed);
                    END IF;
                    RETURN coalesce(n.whole % operand::bigint = (condition -> 2)::bigint, false);
        """;

    protected override DocumentArray Write(Mod condition) => List(
        Mod.Name,
        DocumentInt.Narrowest(condition.Divisor == -1 ? 1 : condition.Divisor),
        DocumentInt.Narrowest(condition.Remainder));
}
