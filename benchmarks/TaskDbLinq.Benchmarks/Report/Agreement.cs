namespace TaskDbLinq.Benchmarks.Report;

/// <summary>Whether two runs say the same of the goals that both measured.</summary>
internal static class Agreement
{
    /// <summary>
    /// Prints the goals that one run met and the other one missed, with what each measured, and how many there are. Returns 1 where none of
    /// the two calls such a goal a close one.
    /// </summary>
    public static int Print(string first, string second)
    {
        var (one, two) = (Measured.In(first), Measured.In(second));
        var all = Goals.All.SelectMany(part => part.Goals);
        var both = all.Where(goal => goal.IsMet(one) is not null && goal.IsMet(two) is not null).ToList();
        var different = both.Where(goal => goal.IsMet(one) != goal.IsMet(two)).ToList();
        foreach (var goal in different)
        {
            Console.WriteLine($"{goal.Name}: {Of(goal, one)}; {Of(goal, two)}");
        }

        var contradictions = different.Count(goal => !goal.IsClose(one) && !goal.IsClose(two));
        Console.WriteLine(
            $"Of {both.Count} goals the runs agree on {both.Count - different.Count}. Of the others {different.Count - contradictions} "
            + $"are close in one of the runs, and {contradictions} in none.");
        return contradictions == 0 ? 0 : 1;
    }

    private static string Of(Goal goal, Measured measured) =>
        $"{goal.Verdict(measured)}, {Text.Figure(goal.Value(measured), goal.Unit)}";
}
