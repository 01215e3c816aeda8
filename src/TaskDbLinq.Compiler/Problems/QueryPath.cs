using System.Globalization;
using System.Text;

namespace TaskDbLinq.Problems;

/// <summary>Where a node stands in the query's text, such as <c>$and[1].started.$gte</c>. Written out only when asked.</summary>
internal sealed class QueryPath
{
    private readonly QueryPath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private QueryPath(QueryPath? parent, string? name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    public static QueryPath Root { get; } = new(null, null, -1);

    public QueryPath Field(string name) => new(this, name, -1);

    public QueryPath Item(int index) => new(this, null, index);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        _parent?.Write(text);
        if (_name is not null)
        {
            text.Append(text.Length > 0 ? "." : string.Empty).Append(QueryProblem.Shortened(_name));
        }
        else if (_index >= 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{_index}]");
        }
    }
}
