using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>CLR values, as a caller writes them in a dictionary, to the values of a filter.</summary>
internal sealed class ClrReader(List<QueryProblem> problems, int maxDepth, int maxValues = int.MaxValue - 1)
{
    public const string HalfPair = SurrogateHalves.Reason;

    /// <summary>Deeper JSON than this is never within a limit.</summary>
    public const int JsonDepth = 1_000;

    private ClrContainerReader _containers = new(maxValues);

    public DocumentValue Read(object? value, QueryPath path, int depth) => value switch
    {
        null => DocumentValue.Null,
        Document or DocumentArray when Nesting.IsDeeper((DocumentValue)value, maxDepth) =>
            Refuse(path, $"the value nests deeper than {maxDepth}"),
        DocumentValue known => known,
        string text => Text(text, path),
        bool flag => flag,
        int number => number,
        long number => DocumentInt.Narrowest(number),
        double number => number,
        DateTime moment => moment,
        DateTimeOffset moment => moment.UtcDateTime,
        DateOnly day => new DocumentDate(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
        Guid guid => guid,
        decimal number => number,
        float number => (double)number,
        sbyte or byte or short or ushort or uint => DocumentInt.Narrowest(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong number => number <= long.MaxValue ? DocumentInt.Narrowest((long)number) : (decimal)number,
        char letter => Text(letter.ToString(), path),
        DocumentKind and not DocumentKind.Missing => Operators.OfType.NameOf((DocumentKind)value),
        Enum name => name.ToString(),
        byte[] bytes => new DocumentBinary(bytes.ToArray(), 0),
        Regex regex => Pattern(regex, path),
        JsonElement json => JsonElements.Read(json, path, depth, this),
        JsonDocument json => JsonElements.Read(json.RootElement, path, depth, this),
        JsonNode json => JsonElements.Read(json, path, depth, this),
        IEnumerable container => _containers.Read(container, path, depth, this),
        _ => ReadOther(value, path, depth),
    };

    /// <summary>A filter that comes as a dictionary.</summary>
    public DocumentValue ReadFilter(IEnumerable filter, QueryPath path) => _containers.Read(filter, path, 0, this);

    /// <summary>A value of a type that is known by what it can do only.</summary>
    public DocumentValue ReadOther(object value, QueryPath path, int depth) =>
        ClrScalars.TryRead(value, out var scalar)
            ? Read(scalar, path, depth)
            : Refuse(path, $"a value of type {value.GetType().Name} can't stand in a query");

    private DocumentValue Pattern(Regex regex, QueryPath path) =>
        ClrPatterns.TryRead(regex, out var pattern, out var unknown)
            ? pattern
            : Refuse(path, $"the pattern's option {unknown} has no form in MongoDB");

    public DocumentValue Text(string text, QueryPath path)
    {
        if (SurrogateHalves.IndexIn(text) >= 0)
        {
            return Refuse(path, HalfPair);
        }

        return new DocumentString(text);
    }

    /// <summary>Whether a value of this depth may be read; notes the problem when it nests too deep.</summary>
    public bool Enter(QueryPath path, int depth)
    {
        if (depth > maxDepth)
        {
            Refuse(path, $"the value nests deeper than {maxDepth}");
        }

        return depth <= maxDepth;
    }

    public DocumentValue Refuse(QueryPath path, string reason)
    {
        problems.Note(path, reason);
        return DocumentValue.Null;
    }
}
