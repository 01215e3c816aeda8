using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>$elemMatch</c>, of values, and under a name of its own of documents, which a filter tests.</summary>
internal sealed class ElemMatchForm : ConditionForm<ElemMatch>
{
    public override string Accepts => """
                WHEN '$elemMatch' THEN
                    RETURN jsonb_typeof(v) = 'array' AND EXISTS (SELECT FROM jsonb_array_elements(v) AS e WHERE taskdblinq_v1.accepts_all(e, operand));
                WHEN '$elemMatch filter' THEN
                    RETURN jsonb_typeof(v) = 'array' AND EXISTS (
                        SELECT FROM jsonb_array_elements(v) AS e WHERE taskdblinq_v1.class(e) IN (3, 4) AND taskdblinq_v1.matches(e, operand));
        """;

    public override IEnumerable<string> OnWholeArrays => [ElemMatch.Name, OfDocuments];

    private const string OfDocuments = "$elemMatch filter";

    protected override DocumentArray Write(ElemMatch condition) => condition.Filter is { } filter
        ? List(OfDocuments, FilterForm.Write(filter))
        : List(ElemMatch.Name, ConditionForms.Write(condition.Conditions));
}
