using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>The questions as the text that System.Linq.Dynamic.Core reads, over tasks and over mapped rows.</summary>
internal static class DynamicTexts
{
    public static (string Predicate, object[] Values) Of(Asked asked) => asked.Question switch
    {
        Question.Id => ("MsgId == @0", [asked.MsgId]),
        Question.Pending => ("Completed == null", []),
        Question.Recent => ("Started >= @0 and ClientUuid == @1", [asked.From, asked.Client]),
        Question.Others => ("Started < @0 and ClientUuid != @1", [asked.Until, asked.Client]),
        Question.Range => ("Submitted >= @0 and Started < @1", [asked.From, asked.Until]),
        Question.Hundred => ("Submitted >= @0 and Submitted < @1", [asked.From, asked.Until]),
        Question.Engines => ("EngineUuid in @0", [asked.Engines]),
        _ => throw new NotSupportedException($"{asked.Question}"),
    };
}
