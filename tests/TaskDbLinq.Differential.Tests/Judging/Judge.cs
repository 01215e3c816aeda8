using System.Diagnostics;
using System.Globalization;
using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Mongo;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>Asks all sides and compares.</summary>
public sealed class Judge(Sides sides)
{
    private readonly Dictionary<string, TimeSpan> _times = [];

    /// <summary>The answers of the last question.</summary>
    public IReadOnlyList<(string Side, Answer Answer)> Answers { get; private set; } = [];

    /// <summary>How often PostgreSQL refused what the others answer, by the reason; such an answer is left out.</summary>
    public SortedDictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the engine was asked the last question.</summary>
    public bool EngineWasAsked { get; private set; }

    /// <summary>Asks a question of the records that are loaded.</summary>
    /// <returns>Whether all sides answer the same.</returns>
    public bool Agree(Question question)
    {
        EngineWasAsked = sides.HasEngine && !Departures.Has(question.Filter);
        var answers = sides.Databases
            .Where(side => EngineWasAsked || side.Database is not MongoDb)
            .Select(side => (side.Name, Answer: Timed(side.Name, () => Sides.Ask(side.Database, question))))
            .ToList();
        var first = answers[0].Answer;
        if (answers is [.., (nameof(PostgresDb), { IsRefusal: true } refusal)] && !first.IsRefusal)
        {
            var reason = refusal.Text[(refusal.Text.IndexOf(": ", StringComparison.Ordinal) + 2)..];
            Refusals[reason] = Refusals.GetValueOrDefault(reason) + 1;
            answers.RemoveAt(answers.Count - 1);
        }

        var agree = answers.All(answer => answer.Answer.Text == first.Text);
        if (EngineWasAsked && !first.IsRefusal && !ColumnRules.Differ(question.Filter))
        {
            var engine = Timed("engine", () => sides.AskEngine(question));
            answers.Add(("engine", engine));
            agree &= string.Join('\n', first.Ids) == engine.Text;
        }

        Answers = answers;
        return agree;
    }

    /// <summary>How long each side took, in all.</summary>
    public string Times =>
        string.Join(", ", _times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Key} {time.Value.TotalSeconds:F1} s")));

    private Answer Timed(string side, Func<Answer> ask)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = ask();
        _times[side] = _times.GetValueOrDefault(side) + Stopwatch.GetElapsedTime(began);
        return answer;
    }

    /// <summary>Loads the records, then asks.</summary>
    public async Task<bool> AgreeAsync(IReadOnlyList<Dictionary<string, object?>> records, Question question)
    {
        await sides.LoadAsync(records);
        return Agree(question);
    }

    /// <summary>The smallest records and question on which the sides still differ.</summary>
    public async Task<Difference> ShrinkAsync(IReadOnlyList<Dictionary<string, object?>> records, Question question)
    {
        var first = new Difference(records, question, Answers);
        (records, question) = await Shrinker.ShrinkAsync(records, question, async (fewer, simpler) => !await AgreeAsync(fewer, simpler));
        if (await AgreeAsync(records, question))
        {
            // It needs what was asked before, such as a plan in a cache.
            return first;
        }

        return new Difference(records, question, Answers);
    }
}
