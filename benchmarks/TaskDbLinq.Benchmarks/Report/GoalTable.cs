using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Report;

/// <summary>Goal, measured, met; and the notes on those that are missed.</summary>
internal static class GoalTable
{
    public static IEnumerable<string> Lines(Measured measured)
    {
        foreach (var (title, goals) in Goals.All)
        {
            yield return $"**{title}**";
            yield return "";
            yield return "| goal | limit | measured | met |";
            yield return "| --- | --- | --- | --- |";
            foreach (var goal in goals)
            {
                var met = goal.IsMet(measured) switch
                {
                    true => goal.Verdict(measured),
                    false => $"{goal.Verdict(measured)}, [why](#{goal.Name})",
                    null => goal.Limit is null ? $"[why](#{goal.Name})" : "",
                };
                var wanted = goal.Limit is { } limit
                    ? $"at {(goal.IsUpper ? "most" : "least")} {Limit(limit)} {goal.Unit}"
                    : "none: told only";
                yield return $"| {goal.Text} | {wanted} | {Text.Figure(goal.Value(measured), goal.Unit)} | {met} |";
            }

            yield return "";
        }
    }

    /// <summary>
    /// A section for each missed goal, and for what is told beside one: what people found out about it, kept in a file of its own across
    /// runs.
    /// </summary>
    public static IEnumerable<string> Notes(Measured measured, string folder)
    {
        foreach (var goal in Goals.All.SelectMany(part => part.Goals).Where(goal => goal.Limit is null || goal.IsMet(measured) == false))
        {
            var note = NoteOf(goal.Name, folder);
            yield return $"### {goal.Name}";
            yield return "";
            var wanted = goal.Limit is { } limit ? $", where {Limit(limit)} is wanted" : "";
            yield return $"{goal.Text}: {Text.Figure(goal.Value(measured)?.Value, goal.Unit)}{wanted}.";
            yield return "";
            yield return note is not null
                ? File.ReadAllText(note).Trim()
                : $"No profile yet: it belongs in `benchmarks/notes/{goal.Name}.md`.";
            yield return "";
        }
    }

    /// <summary>The file of a goal's own name, or of its start: <c>mongo-change.md</c> is for <c>mongo-change-cull-1000</c>, too.</summary>
    private static string? NoteOf(string name, string folder)
    {
        for (var length = name.Length; length > 0; length = name.LastIndexOf('-', length - 1))
        {
            if (Path.Combine(folder, $"{name[..length]}.md") is var file && File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    private static string Limit(double limit) => limit >= 1_000 ? Text.Number(limit) : $"{limit}";
}
