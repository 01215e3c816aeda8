using TaskDbLinq.Values;

namespace TaskDbLinq.Finding;

/// <summary>The names of a path that leads through documents only: no position in a list, and nothing that stands for one.</summary>
internal static class PlainName
{
    /// <summary>Why a name can't stand in such a path; null when it can.</summary>
    /// <param name="name">The name.</param>
    /// <param name="whose">Whose path it is: <c>groups</c> or <c>updates</c>.</param>
    public static string? Refuse(string name, string whose) =>
        name.Length == 0 ? "a name is empty"
        : name[0] == '$' ? $"'{QueryProblem.Shown(name)}' begins with $, which a name here can't"
        : name.Contains('\0', StringComparison.Ordinal) ? "a name holds NUL"
        : DocumentArray.TryParseIndex(name, out _) ? $"'{name}' is a position in a list: {whose} know names only"
        : null;
}
