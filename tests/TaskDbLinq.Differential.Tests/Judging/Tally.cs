using System.Diagnostics;
using System.Globalization;
using TaskDbLinq.Differential.Tests.Generating;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>What was asked, so that a run that compares nothing can't pass.</summary>
public sealed class Tally
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _asked;
    private int _some;
    private int _refused;
    private int _withoutEngine;

    public void Count(int records, Question question, Judge judge)
    {
        _asked++;
        var answer = judge.Answers[0].Answer;
        _refused += answer.IsRefusal ? 1 : 0;
        _some += answer.Ids.Count > 0 && answer.Ids.Count < (question.Limit ?? records) && answer.Ids.Count < records ? 1 : 0;
        _withoutEngine += judge.EngineWasAsked ? 0 : 1;
    }

    /// <summary>Enough queries tell records apart, few are refused, and few are kept from the engine where there is one.</summary>
    public void AssertWorthwhile(bool hasEngine)
    {
        Assert.True(_some * 100 >= _asked * 20, $"Too few queries select some records and not all: {this}");
        Assert.True(_refused * 100 <= _asked * 15, $"Too many queries are refused: {this}");
        Assert.True(!hasEngine || _withoutEngine * 100 <= _asked * 10, $"Too many queries are kept from the engine: {this}");
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_asked} queries in {_watch.Elapsed.TotalSeconds:F1} s: {_some} select some and not all, {_refused} are refused, "
        + $"{_withoutEngine} were not put to the engine.");
}
