using System.Collections.Immutable;
using MongoDB.Bson;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>The conditions on one field as native operators.</summary>
internal sealed class ConditionRenderer(FieldShape field, FilterRenderer inner, List<QueryProblem> problems)
{
    public OperatorDocument Render(ImmutableArray<Condition> conditions)
    {
        var operators = new OperatorDocument();
        if (field.IsBuffers)
        {
            RenderBuffers(conditions, operators);
        }
        else if (field.IsColumn && conditions.Any(AsksForNull))
        {
            // { f: { $exists: false, … } } => { f: null }: what else is asked of null is known already.
            if (conditions.All(NullState.HoldsForNull))
            {
                operators.Add(Eq.Name, BsonNull.Value);
            }
            else
            {
                operators.Never();
            }
        }
        else
        {
            RenderAll(conditions, operators);
        }

        return operators;
    }

    /// <summary>Whether only null can satisfy the condition, though the native operator would tell null from missing.</summary>
    private bool AsksForNull(Condition condition) => condition switch
    {
        Exists exists => exists.Accepts(DocumentValue.Missing),
        OfType type => type.Accepts(DocumentValue.Null) && !field.IsOf(type),
        _ => false,
    };

    /// <summary>No buffers are null, or an empty list: <c>{ buffers: null } => { buffers: { $in: [null, []] } }</c>.</summary>
    private static void RenderBuffers(ImmutableArray<Condition> conditions, OperatorDocument operators)
    {
        var none = new BsonArray { BsonNull.Value, new BsonArray() };
        switch (conditions.All(NullState.HoldsForNull), conditions.All(NullState.HoldsForBuffers))
        {
            case (true, false):
                operators.Add(In.Name, none);
                break;
            case (false, true):
                operators.Add(Nin.Name, none);
                break;
            case (false, false):
                operators.Never();
                break;
        }
    }

    private void RenderAll(ImmutableArray<Condition> conditions, OperatorDocument operators)
    {
        var notNull = false;
        foreach (var condition in conditions)
        {
            if (operators.IsNever)
            {
                return;
            }

            if (condition is Exists && field.IsColumn)
            {
                notNull = true;
            }
            else
            {
                RenderOne(condition, operators);
            }
        }

        if (notNull)
        {
            operators.NotNull();
        }
    }

    private void RenderOne(Condition condition, OperatorDocument operators)
    {
        switch (condition)
        {
            case ValueCondition comparison:
                AddOrNever(operators, comparison.Operator, Compared(comparison));
                break;
            case Ne { Positive: Eq equality }:
                AddOrAlways(operators, Ne.Name, Compared(equality));
                break;
            case In or Nin:
                operators.Add(condition.Operator, Listed((DocumentArray)condition.Operand, condition));
                break;
            case Not not:
                Complement(Render(not.Conditions), operators);
                break;
            case All all:
                AddOrNever(operators, All.Name, Members(all));
                break;
            case ElemMatch match:
                operators.Add(ElemMatch.Name, Element(match));
                break;
            case Regex { Pattern: var pattern }:
                operators.Add(Regex.Name, pattern.Text);
                AddOrAlways(operators, Options.Name, pattern.Options.Length > 0 ? pattern.Options : null);
                break;
            case OfType type when field.IsColumn && type.Accepts(DocumentValue.Null):
                // Null, or the field's own type: that is everything.
                break;
            default:
                operators.Add(condition.Operator, NativeValue.Of(condition.Operand));
                break;
        }
    }

    private BsonValue? Compared(ValueCondition condition)
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
    private BsonArray Listed(DocumentArray list, Condition condition)
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
    private BsonArray? Members(All all)
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

    private BsonDocument Element(ElemMatch match)
    {
        if (match.Filter is not null)
        {
            return inner.Render(match.Filter);
        }

        var element = new ConditionRenderer(FieldShape.Inside, inner, problems).Render(match.Conditions);

        // An empty document would ask for elements that are documents.
        return element.IsAlways ? new BsonDocument(Nin.Name, new BsonArray()) : element.ToOperators();
    }

    private static void Complement(OperatorDocument positive, OperatorDocument operators)
    {
        if (positive.IsAlways)
        {
            operators.Never();
        }
        else if (!positive.IsNever)
        {
            operators.Add(Not.Name, positive.ToOperators());
        }
    }

    private static void AddOrNever(OperatorDocument operators, string name, BsonValue? value)
    {
        if (value is null)
        {
            operators.Never();
        }
        else
        {
            operators.Add(name, value);
        }
    }

    private static void AddOrAlways(OperatorDocument operators, string name, BsonValue? value)
    {
        if (value is not null)
        {
            operators.Add(name, value);
        }
    }
}
