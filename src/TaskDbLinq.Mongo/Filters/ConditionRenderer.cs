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
    private readonly OperandRenderer _operands = new(field, inner, problems);

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
                operators.AddOrNever(comparison.Operator, _operands.Compared(comparison));
                break;
            case Ne { Positive: Eq equality }:
                operators.AddOrAlways(Ne.Name, _operands.Compared(equality));
                break;
            case In or Nin:
                operators.Add(condition.Operator, _operands.Listed((DocumentArray)condition.Operand, condition));
                break;
            case Not not:
                Complement(Render(not.Conditions), operators);
                break;
            case All all:
                operators.AddOrNever(All.Name, _operands.Members(all));
                break;
            case ElemMatch match:
                operators.Add(ElemMatch.Name, _operands.Element(match));
                break;
            case Regex { Pattern: var pattern }:
                operators.Add(Regex.Name, pattern.Text);
                operators.AddOrAlways(Options.Name, pattern.Options.Length > 0 ? pattern.Options : null);
                break;
            case OfType type when field.IsColumn && type.Accepts(DocumentValue.Null):
                // Null, or the field's own type: that is everything.
                break;
            default:
                operators.Add(condition.Operator, NativeValue.Of(condition.Operand));
                break;
        }
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
}
