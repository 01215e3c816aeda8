using System.Globalization;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>Holds a filter that was read from C# to the limits that parsing holds every other filter to.</summary>
internal static class FilterSize
{
    /// <summary>Notes what of the filter is beyond the limits.</summary>
    public static void Check(Filter filter, FilterLimits limits, List<QueryProblem> problems)
    {
        Check(filter.Conditions.Count > limits.Nodes, $"the query has more than {limits.Nodes} fields and conditions");
        Check(Depth(filter.Root) > limits.Depth, $"the query nests deeper than {limits.Depth}");
        Check(
            filter.Conditions.Any(condition => condition.Operand is DocumentArray list && list.Count > limits.ListLength),
            $"a list has more than {limits.ListLength} values");

        void Check(bool isBeyond, FormattableString reason)
        {
            if (isBeyond)
            {
                problems.Add(new QueryProblem(string.Empty, reason.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private static int Depth(FilterNode node) => node switch
    {
        Conjunction conjunction => conjunction.Parts.Select(Depth).DefaultIfEmpty().Max(),
        FilterList list => 1 + list.Parts.Select(Depth).DefaultIfEmpty().Max(),
        FieldFilter field => 1 + Depth(field.Conditions),
        _ => 1,
    };

    private static int Depth(IEnumerable<Condition> conditions) => conditions.Select(Depth).DefaultIfEmpty().Max();

    private static int Depth(Condition condition) => condition switch
    {
        Not not => 1 + Depth(not.Conditions),
        All all => 1 + Depth(all.Conditions),
        ElemMatch { Filter: { } filter } => 1 + Depth(filter),
        ElemMatch match => 1 + Depth(match.Conditions),
        _ => 0,
    };
}
