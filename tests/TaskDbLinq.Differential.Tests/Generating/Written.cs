namespace TaskDbLinq.Differential.Tests.Generating;

/// <summary>
/// A pattern as a value in a list: a <see cref="System.Text.RegularExpressions.Regex"/> to us, a BSON pattern to the engine.
/// </summary>
public sealed record Pattern(string Text, string Options);

/// <summary>A moment that the filter writes as ISO 8601 text; the engine has to be told the date itself.</summary>
public sealed record MomentText(DateTime Moment);

/// <summary>A whole question, as a user writes it.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Keys">The keys asked for; null for the usual ones.</param>
/// <param name="Sort">The sort keys, those descending with a minus; the last is <c>msg_id</c> wherever the order shows.</param>
public sealed record Question(Dictionary<string, object?> Filter, string[]? Keys, string[] Sort, int Skip, int? Limit)
{
    public bool IsOrdered => Sort.Length > 0;

    public static Question Random(Dice dice, RandomFilters filters)
    {
        var filter = filters.Filter(2);
        string[] some = [.. Fields.Texts, .. Fields.Timestamps, .. Fields.Dicts, .. Fields.Buffers];
        string[]? keys = dice.Chance(60)
            ? ["msg_id"]
            : dice.Chance(40) ? null : [.. dice.List(0, 4, () => dice.Pick(some)).Cast<string>().Distinct()];
        if (dice.Chance(60))
        {
            return new Question(filter, keys, [], 0, null);
        }

        string[] sortable = [.. Fields.Texts, .. Fields.Timestamps];
        var sort = dice.List(0, 2, () => dice.Pick(sortable)).Cast<string>().Distinct().Append(Fields.Id);
        return new Question(
            filter, keys, [.. sort.Select(key => dice.Chance(40) ? "-" + key : key)], dice.Chance(40)
                ? dice.Next(4)
                : 0, dice.Chance(40) ? dice.Next(6) : null);
    }
}
