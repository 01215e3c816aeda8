using System.Collections.Immutable;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>A filter document to its nodes. It notes every problem it meets and goes on behind it.</summary>
internal sealed class FilterParser(FilterOptions options, List<QueryProblem> problems) : IFilterReader
{
    /// <summary>The path to the elements within which fields are read, with its dot; empty outside of <c>$elemMatch</c>.</summary>
    private string _within = string.Empty;
    private FilterBudget _budget;

    public FilterOptions Options { get; } = options;

    /// <summary>Reads <c>{ field: …, $operator: … }</c>.</summary>
    public FilterNode ParseFilter(DocumentValue filter, QueryPath path)
    {
        if (filter is not Document { Kind: DocumentKind.Object } document)
        {
            Fail(path, $"expected a filter document, not {QueryProblem.Shown(filter.ToString())}");
            return Conjunction.Empty;
        }

        if (!_budget.TryEnter(path, document.Count, Options.Limits, problems))
        {
            return Conjunction.Empty;
        }

        var parts = ImmutableArray.CreateBuilder<FilterNode>(document.Count);
        for (var i = 0; i < document.Count; i++)
        {
            var (name, value) = (document.Names[i], document.Items[i]);
            var node = name.StartsWith('$')
                ? ParseOperator(name, new OperandSource(value, document, path.Field(name), this))
                : ParseField(name, new OperandSource(value, document, path.Field(name), this));
            if (node is not null)
            {
                parts.Add(node);
            }
        }

        _budget.Leave();
        return Conjunction.Of(path, parts.DrainToImmutable());
    }

    /// <summary>Reads <c>{ $operator: …, $operator: … }</c>.</summary>
    public ImmutableArray<Condition> ParseConditions(Document document, QueryPath path)
    {
        if (!_budget.TryEnter(path, document.Count, Options.Limits, problems))
        {
            return [];
        }

        var conditions = ImmutableArray.CreateBuilder<Condition>(document.Count);
        for (var i = 0; i < document.Count; i++)
        {
            var name = document.Names[i];
            var source = new OperandSource(document.Items[i], document, path.Field(name), this);
            if (!OperatorTable.Conditions.TryGetValue(name, out var parse))
            {
                problems.NoteNoCondition(name, source.Path);
            }
            else if (Allowed(name, source.Path) && parse(source) is { } condition)
            {
                if (Has(conditions, condition.Operator))
                {
                    Fail(
                        source.Path,
                        $"{name} and another operator of this field are both {condition.Operator}: put one of them under $and");
                }

                conditions.Add(condition);
            }
        }

        _budget.Leave();
        return conditions.DrainToImmutable();
    }

    private static bool Has(ImmutableArray<Condition>.Builder conditions, string name)
    {
        for (var i = 0; i < conditions.Count; i++)
        {
            if (conditions[i].Operator == name)
            {
                return true;
            }
        }

        return false;
    }

    public void Fail(QueryPath path, string reason, string? suggestion = null) =>
        problems.Note(path, reason, suggestion);

    private FilterNode? ParseOperator(string name, OperandSource source)
    {
        if (!OperatorTable.Filters.TryGetValue(name, out var parse))
        {
            problems.NoteNoFilter(name, source.Path);
            return null;
        }

        return Allowed(name, source.Path) ? parse(source) : null;
    }

    private FieldFilter? ParseField(string name, OperandSource source)
    {
        if (NameProblem(name, source.Raw) is { } reason)
        {
            Fail(source.Path, reason, IsAllowed(name) ? null : Options.Fields?.Nearest(_within + name, QueryUses.Filter));
            return null;
        }

        // What $elemMatch asks of an element's fields is allowed, or not, by their whole path.
        var outer = _within;
        _within = $"{outer}{name}.";
        var conditions = source.Raw switch
        {
            Document { Count: > 0 } document when document.Names[0].StartsWith('$') && !ExtendedJson.IsTypeName(document.Names[0]) =>
                ParseConditions(document, source.Path),
            DocumentRegex => source.Conditions(string.Empty),
            Document { Count: > 0 } document when document.Names[0] == "$regularExpression" => source.Conditions(string.Empty),
            _ => Allowed(Eq.Name, source.Path) && Eq.Parse(source) is { } equality ? [equality] : [],
        };
        _within = outer;
        return conditions.IsEmpty ? null : new FieldFilter(source.Path, FieldPath.Parse(name), conditions);
    }

    private string? NameProblem(string name, DocumentValue asked) =>
        name.Length == 0 ? "a field has a name"
        : name.Length > Options.Limits.NameLength ? $"a field name has at most {Options.Limits.NameLength} characters"
        : name.Contains('\0', StringComparison.Ordinal) ? "a field name has no NUL character"
        : name[0] == '.' || name[^1] == '.' || name.Contains("..", StringComparison.Ordinal) ? "a field path has no empty part"
        : !IsAllowed(name) && !ElementFields.AreAllThatIsAskedOf(asked) ? "this field is not allowed here"
        : null;

    private bool IsAllowed(string name) => Options.Allows(_within + name);

    /// <summary>Whether the options allow an operator; notes the problem when they don't.</summary>
    public bool Allowed(string name, QueryPath path)
    {
        var allowed = Options.AllowedOperators?.Contains(name) ?? true;
        if (!allowed)
        {
            Fail(path, "this operator is not allowed here");
        }

        return allowed;
    }
}
