using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A <c>foreach</c> over tasks in memory with the same rows as output, each test compiled into a loop of its own.</summary>
internal sealed class ForEach(TaskRecord[] tasks) : IContender
{
    public Func<int> Prepare(Asked asked) => asked.Question switch
    {
        Question.Id => Loop(asked, new ById(asked.MsgId)),
        Question.Pending => Loop(asked, new Pending()),
        Question.Recent => Loop(asked, new Recent(asked.From, asked.Client)),
        Question.Others => Loop(asked, new Others(asked.Until, asked.Client)),
        Question.Range => Loop(asked, new Range(asked.From, asked.Until)),
        Question.Hundred => Loop(asked, new Hundred(asked.From, asked.Until)),
        Question.Engines => Loop(asked, new OfEngines(asked.Engines[0], asked.Engines[1])),
        Question.DictField => Loop(asked, new OfType()),
        _ => Loop(asked, new After(asked.First)),
    };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The test is a struct, so the JIT compiles the loop anew for each and puts the test into it, as by hand.</summary>
    private Func<int> Loop<TTest>(Asked asked, TTest test)
        where TTest : struct, ITest
    {
        var keys = asked.TaskKeys;
        return () =>
        {
            var rows = new List<TaskRow>();
            foreach (var task in tasks)
            {
                if (test.Holds(task))
                {
                    rows.Add(TaskRow.Of(task, keys));
                }
            }

            return rows.Count;
        };
    }

    private interface ITest
    {
        bool Holds(TaskRecord task);
    }

    private readonly struct ById(string id) : ITest
    {
        public bool Holds(TaskRecord task) => task.MsgId == id;
    }

    private readonly struct Pending : ITest
    {
        public bool Holds(TaskRecord task) => task.Completed is null;
    }

    private readonly struct Recent(DateTime from, string client) : ITest
    {
        public bool Holds(TaskRecord task) => task.Started >= from && task.ClientUuid == client;
    }

    private readonly struct Others(DateTime until, string client) : ITest
    {
        public bool Holds(TaskRecord task) => task.Started < until && task.ClientUuid != client;
    }

    private readonly struct Range(DateTime from, DateTime until) : ITest
    {
        public bool Holds(TaskRecord task) => task.Submitted >= from && task.Started < until;
    }

    private readonly struct Hundred(DateTime from, DateTime until) : ITest
    {
        public bool Holds(TaskRecord task) => task.Submitted >= from && task.Submitted < until;
    }

    private readonly struct OfEngines(string one, string other) : ITest
    {
        public bool Holds(TaskRecord task) => task.EngineUuid == one || task.EngineUuid == other;
    }

    private readonly struct OfType : ITest
    {
        public bool Holds(TaskRecord task) => task.Header["msg_type"] == "execute_request";
    }

    private readonly struct After(string id) : ITest
    {
        public bool Holds(TaskRecord task) => task.Metadata["after"] is DocumentArray ids && ids.Contains(id);
    }
}
