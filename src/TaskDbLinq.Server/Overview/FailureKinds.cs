namespace TaskDbLinq.Server.Overview;

/// <summary>One kind of failure: what was raised where.</summary>
/// <param name="Exception">The name of the exception.</param>
/// <param name="Frame">Where it was raised; empty if the traceback doesn't tell.</param>
internal readonly record struct FailureKind(string Exception, string Frame);

/// <summary>Numbers for kinds of failures, from 1; 0 stands for none.</summary>
internal sealed class FailureKinds
{
    /// <summary>Names that are made up for each task must not fill the memory: the rest is one kind.</summary>
    private const int Most = 20_000;

    private const int LongestName = 200;

    private static readonly FailureKind Others = new("(other exceptions)", string.Empty);

    private readonly Dictionary<FailureKind, int> _numbers = [];
    private readonly List<FailureKind> _kinds = [default];

    public int Count => _kinds.Count;

    public FailureKind this[int number] => _kinds[number];

    public int NumberOf(FailureKind kind)
    {
        kind = new FailureKind(Cut(kind.Exception), Cut(kind.Frame));
        if (_numbers.TryGetValue(kind, out var number))
        {
            return number;
        }

        if (_kinds.Count >= Most && kind != Others)
        {
            return NumberOf(Others);
        }

        _kinds.Add(kind);
        return _numbers[kind] = _kinds.Count - 1;
    }

    private static string Cut(string text) => text.Length <= LongestName ? text : string.Concat(text.AsSpan(0, LongestName), "\u2026");
}
