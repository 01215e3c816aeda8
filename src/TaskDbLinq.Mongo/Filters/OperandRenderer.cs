using MongoDB.Bson;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>What stands behind the native operators on one field, in the field's own type.</summary>
internal sealed class OperandRenderer(FieldShape field, FilterRenderer inner, List<QueryProblem> problems)
{
    /// <summary>What a comparison compares with; null when nothing stored can satisfy it.</summary>
    public BsonValue? Compared(ValueCondition condition)
    {
        var operand = field.Operand(condition.Operand);
        if (condition.Comparison == Comparison.Equal)
        {
            return NativeValue.Equal(operand);
        }

        var ordered = NativeValue.Ordered(operand, condition.Comparison);
        if (ordered is null)
        {
            problems.Add(
                new QueryProblem(
                    condition.Path.ToString(), "MongoDB keeps milliseconds: a finer timestamp inside of a list or document has no order"));
        }

        return ordered;
    }

    /// <summary>A list without what nothing stored can equal.</summary>
    public BsonArray Listed(DocumentArray list, Condition condition)
    {
        if (list.Any(item => item is Document { Count: > 0 } document && document.Names[0].StartsWith('$')))
        {
            problems.Add(
                new QueryProblem(
                    condition.Path.ToString(), "MongoDB can't look up an object whose first name starts with $ in a list: use $or"));
        }

        return [.. list.Select(field.Operand).Where(item => !NativeValue.IsFinerThanMilliseconds(item)).Select(NativeValue.Of)];
    }

    /// <summary>The members of <c>$all</c>; null when one of them never holds.</summary>
    public BsonArray? Members(All all)
    {
        var members = new BsonArray();
        Listed(DocumentArray.Of(all.Conditions.OfType<Eq>().Select(equality => equality.Operand)), all);
        foreach (var condition in all.Conditions)
        {
            var member = condition switch
            {
                Eq equality => NativeValue.Equal(field.Operand(equality.Operand)),
                Regex regex => NativeValue.Of(regex.Literal),
                _ => new BsonDocument(ElemMatch.Name, Element((ElemMatch)condition)),
            };
            if (member is null)
            {
                return null;
            }

            members.Add(member);
        }

        return members;
    }

    /// <summary>What one element of a list must satisfy.</summary>
    public BsonDocument Element(ElemMatch match)
    {
        if (match.Filter is not null)
        {
            return inner.Render(match.Filter);
        }

        var element = new ConditionRenderer(FieldShape.Inside, inner, problems).Render(match.Conditions);

        // An empty document would ask for elements that are documents.
        return element.IsAlways ? new BsonDocument(Nin.Name, new BsonArray()) : element.ToOperators();
    }
}
