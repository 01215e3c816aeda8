using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Benchmarks.Data;

/// <summary>
/// Tasks as a controller logs them, the same ones as <c>benchmarks/original</c> generates: one a second, every tenth
/// still running, on 50 engines, of 7 clients, with two buffers of 1 kB.
/// </summary>
internal static class GeneratedTasks
{
    public const int Engines = 50;
    public const int Clients = 7;
    public const int BufferBytes = 1_000;

    /// <summary>Immutable, so that all tasks may hold the same one; what writes it to a file writes each.</summary>
    private static readonly BufferList Buffers = BufferList.Of(new byte[BufferBytes]);

    private static readonly DocumentArray Nothing = DocumentArray.Empty;
    private static readonly DocumentArray AfterFirst = DocumentArray.Of(Id(0));

    public static DateTime Start { get; } = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);

    public static IEnumerable<TaskRecord> Of(int count) => Enumerable.Range(0, count).Select(Make);

    /// <summary>The same without dict fields and buffers, where a store's own costs are weighed.</summary>
    public static IEnumerable<TaskRecord> Plain(int count) => Of(count).Select(task => task with
    {
        Header = Document.Empty,
        Metadata = Document.Empty,
        ResultHeader = Document.None,
        Buffers = BufferList.Empty,
        ResultBuffers = BufferList.Empty,
    });

    /// <summary>Ids in no order, as message ids are.</summary>
    public static string Id(int n) => $"{n * 2654435761L % 4294967296L:x8}-13e553a039843a8793b183f5_{n}";

    public static bool IsPending(int n) => n % 10 == 0;

    /// <summary>The moment before which so many of the completed tasks were submitted: nine of each ten.</summary>
    public static DateTime CompletedUntil(int count) => Start.AddSeconds((count / 9 * 10) + (count % 9) + 1);

    /// <summary>A moment after all that happened to so many tasks.</summary>
    public static DateTime After(int count) => Start.AddSeconds(count).AddDays(1);

    public static bool IsExecute(int n) => n % 10 == 3;

    public static bool FollowsFirst(int n) => n % 100 == 5;

    public static string Client(int n) => $"client{n % Clients}";

    public static string Engine(int n) => $"engine{n % Engines}";

    public static TaskRecord Make(int n)
    {
        var submitted = Start.AddSeconds(n);
        return new TaskRecord
        {
            MsgId = Id(n),
            Header = Document.Of(
                ("msg_id", Id(n)), ("msg_type", IsExecute(n) ? "execute_request" : "apply_request"), ("username", "user"),
                ("session", "c5887650-13e553a039843a8793b183f5"), ("date", "2026-11-23T20:21:21.654050Z"), ("version", "5.3")),
            Metadata = Document.Of(
                ("after", FollowsFirst(n)
                    ? AfterFirst
                    : Nothing), ("follow", Nothing), ("timeout", 0.5), ("targets", Nothing), ("retries", 0)),
            Content = Document.Empty,
            Buffers = Buffers,
            Submitted = submitted,
            ClientUuid = Client(n),
            EngineUuid = Engine(n),
            Started = submitted.AddSeconds(1),
            Completed = IsPending(n) ? null : submitted.AddSeconds(2),
            ResultHeader = Document.Of(("msg_type", "apply_reply"), ("status", "ok"), ("engine", Engine(n))),
            ResultBuffers = Buffers,
            Queue = n % 2 == 0 ? "mux" : "task",
            Stdout = string.Empty,
            Stderr = string.Empty,
        };
    }
}
