using System.Collections.Immutable;
using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>The record, or the list's element, whose fields an expression tests; and a place for problems.</summary>
internal sealed class ReadScope(
    ParameterExpression record, ImmutableArray<IPredicateReader> readers, List<QueryProblem> problems, bool isElement = false)
{
    /// <summary>The parameter that stands for the record.</summary>
    public ParameterExpression Record { get; } = record;

    /// <summary>Whether it is a list's element, which may be null; a record is none.</summary>
    public bool IsElement { get; } = isElement;

    /// <summary>The dict fields met so far: below them null means something else than on columns.</summary>
    public HashSet<string> DictFields { get; } = new(StringComparer.Ordinal);

    /// <summary>The scope of a list's element.</summary>
    public ReadScope Within(ParameterExpression element) => new(element, readers, problems, isElement: true);

    /// <summary>Reads a predicate; null, with the problem noted, when no filter says it.</summary>
    public FilterNode? Read(Expression expression)
    {
        var before = problems.Count;
        foreach (var reader in readers)
        {
            if (reader.TryRead(expression, this) is { } node)
            {
                return node;
            }

            if (problems.Count > before)
            {
                return null;
            }
        }

        var culprit = Unreadable.Find(expression, this);
        return Refuse(culprit, Unreadable.Reason(culprit, this));
    }

    /// <summary>The readers that know an expression; more than one would be a fault of theirs.</summary>
    public IEnumerable<IPredicateReader> ReadersOf(Expression expression) =>
        readers.Where(reader => reader.TryRead(expression, this) is not null);

    /// <summary>Reads all of the predicates, so that every problem is found; null when one of them can't be read.</summary>
    public List<FilterNode>? ReadAll(IEnumerable<Expression> expressions)
    {
        var nodes = new List<FilterNode>();
        var sound = true;
        foreach (var expression in expressions)
        {
            var node = Read(expression);
            sound &= node is not null;
            nodes.Add(node ?? FilterAlgebra.True);
        }

        return sound ? nodes : null;
    }

    /// <summary>Notes that a part of the expression has no form in a filter.</summary>
    public FilterNode? Refuse(Expression part, string reason)
    {
        problems.Add(new QueryProblem(CSharpText.Of(part), reason));
        return null;
    }
}
