using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>
/// Tests of <c>t.Header["a"]["b"]</c>. C#'s indexer never enters an array by itself, a dotted path does; so the filter
/// says at each step that the value is no array (or, for a numeric index, that it is one).
/// </summary>
/// <remarks>
/// One thing a filter can't tell: below an array, <c>list.0</c> is the first element, and also the field named <c>0</c> of
/// a document among the elements. MongoDB has no operator for the one alone.
/// </remarks>
internal static class DictTests
{
    private static readonly DocumentArray AnyType = DocumentArray.Of("array", "number", "string", "object", "binData", "bool", "date");

    /// <summary>The filter for <c>field sign value</c>, where sign is not <c>!=</c>.</summary>
    public static FilterNode? Compare(Field field, ExpressionType sign, object? value, Expression part, ReadScope scope)
    {
        var isCast = !typeof(DocumentValue).IsAssignableFrom(field.Seen);
        if (value is null)
        {
            var isEquality = sign == ExpressionType.Equal
                || (!isCast && sign is ExpressionType.LessThanOrEqual or ExpressionType.GreaterThanOrEqual);
            return !isEquality ? FilterAlgebra.False : isCast ? IsNot(field, part, scope) : IsNull(field);
        }

        if (isCast && sign != ExpressionType.Equal && (field.Seen == typeof(int) || field.Seen == typeof(long)))
        {
            return scope.Refuse(part, "the cast gives null for a number with a fraction; compare the field itself with the number");
        }

        if (isCast && field.Seen == typeof(double) && !Conversions.IsExact(typeof(long), typeof(double), value))
        {
            return scope.Refuse(
                part, "a double of this size stands for several whole numbers; compare the field itself with a whole number");
        }

        if (isCast && value is double.NaN)
        {
            return FilterAlgebra.False;
        }

        return Operands.For(field, value, part, scope) switch
        {
            null => null,
            DocumentArray list => sign == ExpressionType.Equal
                ? EqualsList(field, list)
                : scope.Refuse(part, "a filter can't tell the order of an array from that of its elements"),
            { } operand => Guarded(field, FieldTests.Condition(Comparing.Operator(sign), operand)),
        };
    }

    /// <summary><c>{ t.Header["x"] == null } => { header.x: { $eq: null, $not: { $type: "array" } } }</c></summary>
    public static FilterNode IsNull(Field field) => field.Steps is [_]
        ? Guarded(field, new Eq(QueryPath.Root, DocumentValue.Null))
        : FilterAlgebra.Not(Guarded(field, OfType(AnyType), isArrayWelcome: true));

    /// <summary>
    /// <c>{ t.Header["a"]["b"] == v } => { header.a: { $not: { $type: "array" } }, header.a.b: { $eq: v, $not: { $type: "array" } } }</c>,
    /// for conditions that missing values don't satisfy, or without steps to guard.
    /// </summary>
    public static FilterNode Guarded(Field field, Condition condition, bool isArrayWelcome = false)
    {
        var parts = new List<FilterNode>();
        foreach (var step in field.Steps!.Value)
        {
            if (step.IsIndex)
            {
                parts.Add(FilterAlgebra.Where(step.Parent, OfType("array")));
            }
            else if (step != field.Steps.Value[0] && !DocumentArray.TryParseIndex(step.Name, out _))
            {
                parts.Add(FilterAlgebra.Where(step.Parent, NotArray));
            }
        }

        parts.Add(field.Steps.Value.IsEmpty || isArrayWelcome || IsElement(field)
            ? FilterAlgebra.Where(field.Path, condition)
            : FilterAlgebra.Where(field.Path, condition, NotArray));
        return parts.Count == 1 ? parts[0] : new Conjunction(QueryPath.Root, [.. parts]);
    }

    /// <summary>An array equals the operand itself; one that has the operand among its elements is another one.</summary>
    private static FilterNode EqualsList(Field field, DocumentArray list)
    {
        var equality = new Eq(QueryPath.Root, list);
        var nested = Not.Of(QueryPath.Root, [ElemMatch.Of([equality])]);
        var guarded = Guarded(field, equality, isArrayWelcome: true);
        return IsElement(field) ? guarded : guarded is Conjunction conjunction
            ? new Conjunction(QueryPath.Root, [.. conjunction.Parts[..^1], FilterAlgebra.Where(field.Path, equality, nested)])
            : FilterAlgebra.Where(field.Path, equality, nested);
    }

    /// <summary>
    /// A cast gives null for every value of another type: <c>{ (string?)t.Header["a"] == null } => { not of type string }</c>.
    /// </summary>
    private static FilterNode? IsNot(Field field, Expression part, ReadScope scope)
    {
        var type = Type.GetTypeCode(field.Seen) switch
        {
            TypeCode.String => "string",
            TypeCode.Boolean => "bool",
            TypeCode.DateTime => "date",
            TypeCode.Double => "number",
            _ => null,
        };
        return type is null
            ? scope.Refuse(part, "the cast gives null for a number with a fraction too; compare the field itself with null")
            : FilterAlgebra.Not(Guarded(field, OfType(type)));
    }

    /// <summary>
    /// An element named by its index stands for itself only, unless the array is an element itself: that one is entered as a document.
    /// </summary>
    private static bool IsElement(Field field) => field.Steps!.Value is [.., { IsIndex: false }, { IsIndex: true }];

    private static Condition NotArray { get; } = Not.Of(QueryPath.Root, [OfType("array")]);

    private static Condition OfType(DocumentValue types) =>
        Filters.Operators.OfType.Parse(
            new OperandSource(types, Document.Empty, QueryPath.Root, new FilterParser(FilterOptions.Default, [])))!;
}
