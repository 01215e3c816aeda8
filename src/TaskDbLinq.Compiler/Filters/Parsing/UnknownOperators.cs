using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>Says what is wrong with a name that is no operator where it stands, and what was probably meant.</summary>
internal static class UnknownOperators
{
    /// <summary>Notes a name among the operators of a field that is none of them.</summary>
    public static void NoteNoCondition(this List<QueryProblem> problems, string name, QueryPath path) =>
        Note(
            problems,
            name,
            path,
            !name.StartsWith('$') ? "operators and fields don't mix in one document"
                : ReasonAnywhere(name)
                    ?? (OperatorTable.Filters.ContainsKey(name) ? $"{name} is for whole documents, not for one field" : null),
            OperatorTable.Conditions.Keys);

    /// <summary>Notes a name with a <c>$</c> among the fields of a filter that is no operator on whole documents.</summary>
    public static void NoteNoFilter(this List<QueryProblem> problems, string name, QueryPath path) =>
        Note(
            problems,
            name,
            path,
            ReasonAnywhere(name)
                ?? (OperatorTable.Conditions.ContainsKey(name) ? $"{name} is for a field: write {{ field: {{ {name}: … }} }}" : null),
            OperatorTable.Filters.Keys);

    private static string? ReasonAnywhere(string name) =>
        OperatorTable.Refused.TryGetValue(name, out var reason) ? $"{name} is not run: {reason}"
        : ExtendedJson.IsTypeName(name) ? $"{name} stands alone in its object"
        : null;

    private static void Note(List<QueryProblem> problems, string name, QueryPath path, string? reason, IEnumerable<string> known)
    {
        if (reason is null)
        {
            problems.Note(path, $"unknown operator '{QueryProblem.Shown(name)}'", NearMiss.Find(name, known));
        }
        else
        {
            problems.Note(path, reason);
        }
    }
}
