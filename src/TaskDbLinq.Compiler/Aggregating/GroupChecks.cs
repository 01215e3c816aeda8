namespace TaskDbLinq.Aggregating;

/// <summary>What must hold of a question about groups, however it was made; its fields are checked by who knows the record.</summary>
internal static class GroupChecks
{
    /// <summary>Notes names that come twice or can't be, paths that can't be, and orders by what is not in the answer.</summary>
    public static void Check(GroupQuery query, List<QueryProblem> problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, key) in query.Keys.Index())
        {
            var at = FormattableString.Invariant($"group[{index}]");
            if (GroupPath.Check(key, at, problems) && !names.Add(key))
            {
                problems.Add(new QueryProblem(at, $"'{QueryProblem.Shown(key)}' comes twice"));
            }
        }

        foreach (var value in query.Values)
        {
            var at = PathOf(value);
            if (value.Name.Length == 0 || value.Name[0] == '$' || value.Name.AsSpan().ContainsAny('.', '\0'))
            {
                problems.Add(new QueryProblem(at, "the name of a value is not empty, does not begin with $ and has no dot in it"));
            }
            else if (!names.Add(value.Name))
            {
                problems.Add(new QueryProblem(at, $"'{QueryProblem.Shown(value.Name)}' comes twice in the answer"));
            }

            if (value.Aggregate == GroupAggregate.Count)
            {
                if (value.Field is not null)
                {
                    problems.Add(new QueryProblem(at, "a count takes no field: it counts records"));
                }
            }
            else if (value.Field is null)
            {
                problems.Add(new QueryProblem(at, $"{value.Aggregate.Name} takes a field"));
            }
            else
            {
                GroupPath.Check(value.Field, at, problems);
            }
        }

        foreach (var sort in query.Sort.Where(sort => !names.Contains(sort.Field)))
        {
            problems.Add(QueryProblem.UnknownName($"sort.{sort.Field}", "name of the answer", sort.Field, names));
        }
    }

    /// <summary>Where a value stands in a question.</summary>
    public static string PathOf(GroupValue value) =>
        value.Aggregate == GroupAggregate.Count ? "count" : $"{value.Aggregate.Name}.{value.Name}";
}
