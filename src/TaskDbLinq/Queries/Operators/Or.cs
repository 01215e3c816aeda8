using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Parsing;

namespace TaskDbLinq.Queries.Operators;

/// <summary>Some of the filters: <c>{ $or: [{ … }, { … }] }</c>.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/or/"/>
internal sealed class Or(QueryPath path, ImmutableArray<FilterNode> parts) : FilterNode(path), IFilterOperator
{
    public static string Name => "$or";

    public ImmutableArray<FilterNode> Parts { get; } = parts;

    public static FilterNode? Parse(OperandSource source) =>
        source.Filters() is { IsDefault: false } filters ? new Or(source.Path, filters) : null;

    public override bool RenderInto(DocumentBuilder filter) =>
        filter.TryAdd(Name, DocumentArray.Of(Parts.Select(part => part.Render())));

    public override bool Matches(DocumentValue document)
    {
        foreach (var part in Parts)
        {
            if (part.Matches(document))
            {
                return true;
            }
        }

        return false;
    }

    public override Expression Build(PredicateBuilder builder, RecordScope record) =>
        PredicateBuilder.Any(Parts.Select(part => part.Build(builder, record)));

    public override void WriteShape(StringBuilder shape) => Conjunction.WriteShape(shape, '|', Parts);
}
