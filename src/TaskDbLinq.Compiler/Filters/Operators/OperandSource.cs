using System.Collections.Immutable;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>An operator's operand as the query wrote it, and what an operator needs to read it.</summary>
/// <param name="Raw">The operand, its <c>$</c> forms not yet read.</param>
/// <param name="Siblings">The document in which the operator stands.</param>
/// <param name="Path">Where the operand stands.</param>
/// <param name="Reader">Reads what is inside.</param>
internal readonly record struct OperandSource(DocumentValue Raw, Document Siblings, QueryPath Path, IFilterReader Reader)
{
    /// <summary>The operand as a value; null, with the problem noted, when it is none.</summary>
    public DocumentValue? Value()
    {
        if (Raw is Document { Count: > 0 } document && document.Names[0].StartsWith('$') && !ExtendedJson.IsTypeName(document.Names[0]))
        {
            Fail($"expected a value, not the operator '{QueryProblem.Shown(document.Names[0])}'");
            return null;
        }

        var value = ExtendedJson.Interpret(Raw, out var reason);
        if (value is null)
        {
            Fail(reason);
        }

        return value;
    }

    /// <summary>The operand as a value that can be less or greater.</summary>
    public DocumentValue? Ordered()
    {
        var value = Value();
        if (value is DocumentRegex)
        {
            Fail("a pattern is neither less nor greater; use $regex");
            return null;
        }

        return value;
    }

    /// <summary>The operand as a list of values.</summary>
    public DocumentArray? List()
    {
        if (RawList() is not { } list)
        {
            return null;
        }

        var values = new DocumentValue[list.Count];
        var sound = true;
        for (var i = 0; i < values.Length; i++)
        {
            // Scalars are values as they stand; only objects and arrays may need reading.
            values[i] = list.Span[i] is Document or DocumentArray ? Item(i, list.Span[i]).Value()! : list.Span[i];
            sound &= values[i] is not null;
        }

        return sound ? DocumentArray.Own(values) : null;
    }

    /// <summary>The operand as a list, its items not yet read.</summary>
    public DocumentArray? RawList()
    {
        if (Raw is not DocumentArray list)
        {
            Fail("expected a list");
            return null;
        }

        if (list.Count > Reader.Options.Limits.ListLength)
        {
            Fail($"the list has more than {Reader.Options.Limits.ListLength} values");
            return null;
        }

        return list;
    }

    /// <summary>The operand as a non-empty list of filters; default, with the problem noted, when it is none.</summary>
    public ImmutableArray<FilterNode> Filters()
    {
        if (RawList() is not { } list)
        {
            return default;
        }

        if (list.Count == 0)
        {
            Fail("expected at least one filter");
            return default;
        }

        var filters = ImmutableArray.CreateBuilder<FilterNode>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            filters.Add(Reader.ParseFilter(list.Span[i], Path.Item(i)));
        }

        return filters.MoveToImmutable();
    }

    /// <summary>A filter inside the operand.</summary>
    public FilterNode Filter(DocumentValue filter, QueryPath path) => Reader.ParseFilter(filter, path);

    /// <summary>The operand as conditions; empty, with the problem noted, when it is none.</summary>
    public ImmutableArray<Condition> Conditions(string refusal)
    {
        switch (Raw)
        {
            case Document { Count: > 0 } document when document.Names[0].StartsWith('$') && !ExtendedJson.IsTypeName(document.Names[0]):
                return Reader.ParseConditions(document, Path);
            case DocumentRegex or Document { Count: > 0 } when Value() is DocumentRegex pattern:
                return Regex.Create(this, pattern) is { } regex ? [regex] : [];
            default:
                Fail(refusal);
                return [];
        }
    }

    /// <summary>The operand's item at an index, as an operand of its own.</summary>
    public OperandSource Item(int index, DocumentValue raw) => this with { Raw = raw, Siblings = Document.Empty, Path = Path.Item(index) };

    /// <summary>A pattern; null, with the problem noted, when it can't be run.</summary>
    public Pattern? Pattern(string text, string options)
    {
        var limits = Reader.Options.Limits;
        var reason = $"the pattern is longer than {limits.PatternLength} characters";
        var pattern = text.Length <= limits.PatternLength
            ? Patterns.Pattern.TryCreate(text, options, limits.PatternTimeout, out reason)
            : null;
        if (pattern is null)
        {
            Fail(reason);
        }

        return pattern;
    }

    /// <summary>Notes a problem.</summary>
    public Condition? Fail(string reason)
    {
        Reader.Fail(Path, reason);
        return null;
    }

    /// <summary>Notes a name that is none of the known ones.</summary>
    public Condition? FailName(string reason, string? name, IEnumerable<string> known)
    {
        Reader.Fail(Path, reason, name is null ? null : NearMiss.Find(name, known));
        return null;
    }
}
