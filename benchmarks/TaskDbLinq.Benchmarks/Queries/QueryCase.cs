using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Queries;

/// <summary>One who takes part: its name, how it starts over the tasks of a stage, and what it can't be asked.</summary>
internal sealed record Entrant<TStage>(string Name, Func<TStage, IContender> Open, params Question[] Cannot)
{
    /// <summary>The most tasks that it is asked over: with more, what is much slower would take most of the run.</summary>
    public int Most { get; init; } = int.MaxValue;
}

/// <summary>A question, who is asked, and over how many tasks.</summary>
public sealed record QueryCase(Question Question, string Contender, int Tasks) : IMeasuredCase
{
    public string Work => Question.ToString();

    /// <summary>Cases run in the order of this: all of one size after the other.</summary>
    public override string ToString() => $"{Tasks:D7} {Question}, {Contender}";
}
