using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries.Ast;
using TaskDbLinq.Queries.Parsing;

namespace TaskDbLinq.Queries.Operators;

/// <summary>Equal to one of a list, or matching one of its patterns; <c>null</c> in it matches null and missing.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/in/"/>
internal sealed class In(QueryPath path, DocumentArray list, IReadOnlyCollection<DocumentValue> values, IReadOnlyList<Regex> patterns)
    : Condition(path), IConditionOperator
{
    public static string Name => "$in";

    public override string Operator => Name;

    public override DocumentValue Operand => list;

    /// <summary>The list's values, patterns aside.</summary>
    public IReadOnlyCollection<DocumentValue> Values { get; } = values;

    /// <summary>The list's patterns.</summary>
    public IReadOnlyList<Regex> Patterns { get; } = patterns;

    public bool HasNull { get; } = values.Contains(DocumentValue.Null);

    public bool HasNaN { get; } = values.Any(value => value is DocumentNumber { IsNaN: true });

    /// <summary>Whether the list holds nothing but strings, whole numbers, booleans and null, which a store can compare by itself.</summary>
    private bool IsPlain { get; } = patterns.Count == 0 && values.All(value => value is DocumentString or DocumentInt or DocumentBoolean or DocumentNull);

    public static Condition? Parse(OperandSource source) =>
        ParseList(source) is { } condition ? source.Node(condition) : null;

    /// <summary>The list, as <c>$nin</c> takes it too.</summary>
    public static In? ParseList(OperandSource source)
    {
        if (source.List() is not { } list)
        {
            return null;
        }

        var values = new HashSet<DocumentValue>(list.Count);
        var patterns = new List<Regex>();
        foreach (var item in list)
        {
            if (item is not DocumentRegex pattern)
            {
                values.Add(item);
            }
            else if (Regex.Create(source, pattern) is { } regex)
            {
                patterns.Add(source.Node(regex));
            }
        }

        return new In(source.Path, list, values, patterns);
    }

    /// <summary>Whether the list of a shape is plain, and whether null is in it.</summary>
    public static bool IsPlainIn(string shape, out bool hasNull)
    {
        var flags = shape.AsSpan(Name.Length);
        hasNull = flags[0] == '0';
        return flags[3] == 'p';
    }

    public override bool Accepts(DocumentValue value)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.Accepts(value))
            {
                return true;
            }
        }

        return Values.Contains(value);
    }

    /// <summary><c>{ $in: [null, a, b, /c/] } => f == null || [a, b].Contains(f) || f matches c</c></summary>
    public override Expression Build(FieldTarget target, PredicateBuilder builder)
    {
        if (target is DocumentTarget document)
        {
            return list.Count == 0 ? PredicateBuilder.False : document.Satisfies(this, builder);
        }

        var ways = Patterns.Select(pattern => pattern.Build(target, builder)).ToList();
        if (HasNull)
        {
            ways.Insert(0, target.IsNull());
        }

        if (Values.Count > (HasNull ? 1 : 0))
        {
            var among = target.Some(scalar => scalar.Type.In(scalar.Value, this, builder));
            ways.Insert(HasNull ? 1 : 0, among ?? PredicateBuilder.False);
            if (among is null)
            {
                builder.Fail(Path, $"the field holds {target.Description}: it can be null or not, nothing more");
            }
        }

        return PredicateBuilder.Any(ways);
    }

    /// <summary>How many values there are is no part of the shape, only whether there are any, and of which sort.</summary>
    public override void WriteShape(StringBuilder shape)
    {
        shape.Append(Name).Append(HasNull ? '0' : '-').Append(HasNaN ? 'n' : '-').Append(Values.Count > (HasNull ? 1 : 0) ? 'v' : '-').Append(IsPlain ? 'p' : '-');
        foreach (var pattern in Patterns)
        {
            pattern.WriteShape(shape);
        }
    }
}
