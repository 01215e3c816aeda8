using System.Collections.Immutable;
using MongoDB.Bson;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>The nodes of a filter as one native filter document.</summary>
/// <param name="isInside">Whether the filter is for elements inside of a dict field, rather than for tasks.</param>
/// <param name="problems">Where problems are noted.</param>
internal sealed class FilterRenderer(bool isInside, List<QueryProblem> problems)
{
    private const string AndName = "$and";

    public static FilterRenderer OfTasks(List<QueryProblem> problems) => new(isInside: false, problems);

    public BsonDocument Render(FilterNode node)
    {
        var parts = new List<BsonDocument>();
        Collect(node, parts);
        return Merge(parts);
    }

    /// <summary>One document where the parts' names differ, else <c>{ $and: [a, a'] }</c>.</summary>
    private static BsonDocument Merge(List<BsonDocument> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return parts.SelectMany(part => part.Names).All(names.Add)
            ? new BsonDocument(parts.SelectMany(part => part.Elements))
            : new BsonDocument(AndName, new BsonArray(parts));
    }

    private void Collect(FilterNode node, List<BsonDocument> parts)
    {
        switch (node)
        {
            case Conjunction conjunction:
                foreach (var part in conjunction.Parts)
                {
                    Collect(part, parts);
                }

                break;
            case FieldFilter field:
                var shape = isInside ? FieldShape.Inside : FieldShape.Of(field.Field);
                var operators =
                    new ConditionRenderer(shape, new FilterRenderer(isInside: true, problems), problems).Render(field.Conditions);
                if (!isInside && field.Field.Text == TaskKey.Metadata)
                {
                    parts.Add(MetadataFilter.Whole(field, operators, problems));
                }
                else if (!operators.IsAlways)
                {
                    MetadataFilter.RefuseExtra(field.Field, problems);
                    var path = isInside ? field.Field.Text : MetadataFilter.NativePath(field.Field);
                    parts.Add(new BsonDocument(path, operators.ToCondition()));
                }

                break;
            case Or or:
                parts.Add(new BsonDocument(Or.Name, RenderEach(or.Parts)));
                break;
            case Nor nor:
                parts.Add(new BsonDocument(Nor.Name, RenderEach(nor.Parts)));
                break;
            default:
                throw new InvalidOperationException($"No native form of {node.GetType().Name} is known.");
        }
    }

    private BsonArray RenderEach(ImmutableArray<FilterNode> parts) => [.. parts.Select(Render)];
}
