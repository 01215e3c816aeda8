using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Queries;

/// <summary>One who takes part: its name, how it starts over the tasks of a stage, and what it can't be asked.</summary>
internal sealed record Entrant<TStage>(string Name, Func<TStage, IContender> Open, params Question[] Cannot);

/// <summary>A question, and who is asked.</summary>
public sealed record QueryCase(Question Question, string Contender) : IMeasuredCase
{
    public string Work => Question.ToString();

    public override string ToString() => $"{Question}, {Contender}";
}
