using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Text;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Of one of the named BSON types, by name, by number, or a list of them. A typed column has the type of its property.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/type/"/>
internal sealed class OfType(QueryPath path, DocumentValue operand, FrozenSet<DocumentKind> kinds) : Condition(path), IConditionOperator
{
    private static readonly FrozenDictionary<string, DocumentKind[]> ByName = new Dictionary<string, DocumentKind[]>
    {
        ["double"] = [DocumentKind.Double],
        ["string"] = [DocumentKind.String],
        ["object"] = [DocumentKind.Object],
        ["array"] = [DocumentKind.Array],
        ["binData"] = [DocumentKind.Binary],
        ["bool"] = [DocumentKind.Boolean],
        ["date"] = [DocumentKind.Date],
        ["null"] = [DocumentKind.Null],
        ["regex"] = [DocumentKind.Regex],
        ["int"] = [DocumentKind.Int32],
        ["long"] = [DocumentKind.Int64],
        ["decimal"] = [DocumentKind.Decimal],
        ["number"] = [DocumentKind.Int32, DocumentKind.Int64, DocumentKind.Double, DocumentKind.Decimal],

        // Types that no task record holds: valid names that match nothing.
        ["undefined"] = [],
        ["objectId"] = [],
        ["dbPointer"] = [],
        ["javascript"] = [],
        ["javascriptWithScope"] = [],
        ["symbol"] = [],
        ["timestamp"] = [],
        ["minKey"] = [],
        ["maxKey"] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<long, string> ByCode = new Dictionary<long, string>
    {
        [1] = "double",
        [2] = "string",
        [3] = "object",
        [4] = "array",
        [5] = "binData",
        [6] = "undefined",
        [7] = "objectId",
        [8] = "bool",
        [9] = "date",
        [10] = "null",
        [11] = "regex",
        [12] = "dbPointer",
        [13] = "javascript",
        [14] = "symbol",
        [15] = "javascriptWithScope",
        [16] = "int",
        [17] = "timestamp",
        [18] = "long",
        [19] = "decimal",
        [-1] = "minKey",
        [127] = "maxKey",
    }.ToFrozenDictionary();

    public static string Name => "$type";

    public override string Operator => Name;

    public override DocumentValue Operand { get; } = operand;

    /// <summary>Returns the name of a kind.</summary>
    public static string NameOf(DocumentKind kind) => ByName.First(pair => pair.Value is [var only] && only == kind).Key;

    /// <summary>The names of what fields hold.</summary>
    public static JsonNode? Describe(IDescribedField field) =>
        field.HoldsValues
            ? OperandSchema.OneOf(ByName.Where(pair => pair.Value.Length > 0).Select(pair => pair.Key).Order(StringComparer.Ordinal))
            : null;

    public static Condition? Parse(OperandSource source)
    {
        if (source.Value() is not { } value)
        {
            return null;
        }

        var kinds = new HashSet<DocumentKind>();
        var names = value is DocumentArray { Count: > 0 } list ? list : DocumentArray.Of(value);
        foreach (var name in names)
        {
            var known = name switch
            {
                DocumentString text => ByName.GetValueOrDefault(text.Value),
                DocumentNumber number when number.ToInt64() is { } code && ByCode.TryGetValue(code, out var spelled) => ByName[spelled],
                _ => null,
            };
            if (known is null)
            {
                return source.FailName("$type takes the name or number of a BSON type, or a list of them", (string?)name, ByName.Keys);
            }

            kinds.UnionWith(known);
        }

        return new OfType(source.Path, value, kinds.ToFrozenSet());
    }

    /// <summary>The kinds that the names stand for.</summary>
    public FrozenSet<DocumentKind> Kinds => kinds;

    public override bool? HoldsForNull => null;

    public override ConditionShape Shape => new TypeShape(Key, kinds);

    public override bool Accepts(DocumentValue value) => kinds.Contains(value.Kind);

    /// <summary>On a typed column the types decide what is built, so they are part of the shape.</summary>
    public override void WriteShape(StringBuilder shape)
    {
        shape.Append(Name);
        foreach (var kind in kinds.Order())
        {
            shape.Append((char)('A' + (int)kind));
        }
    }
}
