using TaskDbLinq.Differential.Tests.Generating;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>Makes a failing case smaller, one part at a time, for as long as it fails.</summary>
public static class Shrinker
{
    private const int MaxTries = 600;

    public static async Task<(IReadOnlyList<Dictionary<string, object?>> Records, Question Question)> ShrinkAsync(
        IReadOnlyList<Dictionary<string, object?>> records,
        Question question,
        Func<IReadOnlyList<Dictionary<string, object?>>, Question, Task<bool>> fails)
    {
        for (var tries = 0; tries < MaxTries;)
        {
            var found = false;
            foreach (var (fewer, simpler) in Smaller(records, question))
            {
                if (++tries > MaxTries)
                {
                    break;
                }

                if (await fails(fewer, simpler))
                {
                    (records, question, found) = (fewer, simpler, true);
                    break;
                }
            }

            if (!found)
            {
                break;
            }
        }

        return (records, question);
    }

    private static IEnumerable<(IReadOnlyList<Dictionary<string, object?>> Records, Question Question)> Smaller(
        IReadOnlyList<Dictionary<string, object?>> records, Question question)
    {
        if (records.Count > 2)
        {
            yield return ([.. records.Take(records.Count / 2)], question);
            yield return ([.. records.Skip(records.Count / 2)], question);
        }

        for (var i = 0; i < records.Count; i++)
        {
            yield return ([.. records.Where((_, at) => at != i)], question);
        }

        if (question.Skip > 0 || question.Limit is not null)
        {
            yield return (records, question with { Skip = 0, Limit = null });
        }

        if (question.IsOrdered && question is { Skip: 0, Limit: null })
        {
            yield return (records, question with { Sort = [] });
        }

        if (question.Keys is not ["msg_id"])
        {
            yield return (records, question with { Keys = ["msg_id"] });
        }

        foreach (var filter in SmallerTrees(question.Filter).OfType<Dictionary<string, object?>>())
        {
            yield return (records, question with { Filter = filter });
        }

        for (var i = 0; i < records.Count; i++)
        {
            var id = records[i][Fields.Id];
            foreach (var record in SmallerTrees(records[i]).OfType<Dictionary<string, object?>>()
                .Where(tree => IsRecord(tree) && Equals(tree[Fields.Id], id)))
            {
                yield return ([.. records.Select((other, at) => at == i ? record : other)], question);
            }
        }
    }

    private static bool IsRecord(Dictionary<string, object?> tree) =>
        tree.GetValueOrDefault(Fields.Id) is string
            && tree.All(field => Fields.Dicts.Contains(field.Key) ? field.Value is Dictionary<string, object?> : true);

    /// <summary>The trees with one part less, or with a part in the place of the whole, or a scalar made simpler.</summary>
    private static IEnumerable<object?> SmallerTrees(object? tree)
    {
        switch (tree)
        {
            case Dictionary<string, object?> fields:
                foreach (var name in fields.Keys)
                {
                    yield return fields.Where(field => field.Key != name).ToDictionary();
                }

                foreach (var (name, value) in fields)
                {
                    if (value is Dictionary<string, object?> or List<object?> { Count: > 0 })
                    {
                        foreach (var part in value is List<object?> items ? items : [value])
                        {
                            if (part is Dictionary<string, object?>)
                            {
                                yield return part;
                            }
                        }
                    }

                    foreach (var smaller in SmallerTrees(value))
                    {
                        yield return fields.ToDictionary(field => field.Key, field => field.Key == name ? smaller : field.Value);
                    }
                }

                break;
            case List<object?> items:
                for (var i = 0; i < items.Count; i++)
                {
                    yield return items.Where((_, at) => at != i).ToList();
                }

                for (var i = 0; i < items.Count; i++)
                {
                    foreach (var smaller in SmallerTrees(items[i]))
                    {
                        yield return items.Select((item, at) => at == i ? smaller : item).ToList();
                    }
                }

                break;
            case string { Length: > 1 }:
                yield return "a";
                break;
            case not (null or 1 or string or bool or DateTime or byte[] or Pattern or MomentText):
                yield return 1;
                break;
        }
    }
}
