namespace TaskDbLinq.TextPredicates;

/// <summary>
/// What names are looked up in: the record, and within the parentheses of <c>Any</c>, <c>All</c> and <c>Count</c> the element.
/// </summary>
internal sealed class LinqScopes(Type record)
{
    private const string Default = "it";

    private readonly Stack<(Type Type, string Name, int Depth)> _open = new([(record, Default, 0)]);
    private int _depth;

    /// <summary>The innermost: its fields need no name before them.</summary>
    public (Type Type, string Name) Inner => (_open.Peek().Type, _open.Peek().Name);

    /// <summary>The type that a name stands for: <c>o</c> in <c>orders.Any(o => o.total > 5)</c>; null for none.</summary>
    public Type? Named(string name) => _open.FirstOrDefault(scope => scope.Name == name).Type;

    /// <summary>The next parenthesis opens a scope of its own.</summary>
    public void Push(Type element, string? name) => _open.Push((element, name ?? Default, _depth + 1));

    /// <summary>Counts the parentheses; the one that ends a scope closes it.</summary>
    public void Count(string sign)
    {
        _depth += sign is "(" ? 1 : sign is ")" ? -1 : 0;
        if (_open.Count > 1 && _depth < _open.Peek().Depth)
        {
            _open.Pop();
        }
    }
}
