using System.Globalization;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Demo;

/// <summary>
/// Tasks as a busy controller would have logged them: clients submit bursts, engines take the tasks one after another,
/// some fail, some are aborted, the last are still pending. The same seed and start give the same tasks.
/// </summary>
internal sealed class DemoTasks
{
    private const double TasksPerSecond = 1.6;
    private const double MedianSeconds = 2.0;

    /// <summary>So many standard deviations of the logarithm: most tasks take a second or so, one in a hundred a minute.</summary>
    private const double Spread = 1.1;

    private static readonly string[] Errors = ["ValueError", "ZeroDivisionError", "KeyError", "MemoryError"];
    private static readonly string[] Labels = ["simulate", "fit", "render", "load"];

    private readonly Random _random;
    private readonly string[] _engines;
    private readonly string[] _clients;
    private readonly DateTime[] _free;
    private readonly (double Second, int Client)[] _submissions;
    private readonly DateTime _start;
    private readonly DateTime _end;

    /// <param name="count">How many tasks.</param>
    /// <param name="seed">What makes them differ from others.</param>
    /// <param name="engines">How many engines run them.</param>
    /// <param name="end">When the last of them is submitted, about; UTC.</param>
    public DemoTasks(int count, int seed, int engines, DateTime end)
    {
        _random = new Random(seed);
        _engines = [.. Enumerable.Range(0, engines).Select(_ => NewId())];
        _clients = [.. Enumerable.Range(0, 3).Select(_ => NewId())];
        _submissions = Submissions(count);
        _end = new DateTime(end.Ticks - (end.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        _start = count == 0 ? _end : After(_end, -_submissions[^1].Second);
        _free = [.. Enumerable.Repeat(_start, engines)];
    }

    public IEnumerable<TaskRecord> Make()
    {
        foreach (var (number, (second, client)) in _submissions.Index())
        {
            yield return One(number, After(_start, second), _clients[client]);
        }
    }

    /// <summary>When which client submits a task: in bursts, with pauses between them, so that the queue grows and drains.</summary>
    private (double Second, int Client)[] Submissions(int count)
    {
        var submissions = new (double Second, int Client)[count];
        var (burst, client, clock) = (0, 0, 0.0);
        for (var i = 0; i < count; i++)
        {
            if (burst == 0)
            {
                burst = 1 + _random.Next(Math.Clamp(count / 12, 2, 400));
                client = _random.Next(_clients.Length);
                clock += burst / TasksPerSecond * (0.4 + (1.2 * _random.NextDouble()));
            }

            burst--;
            clock += 0.001 * (1 + _random.Next(20));
            submissions[i] = (clock, client);
        }

        return submissions;
    }

    private TaskRecord One(int number, DateTime submitted, string client)
    {
        var engine = Array.IndexOf(_free, _free.Min());
        var isDirect = _random.NextDouble() < 0.2;
        var started = Later(_free[engine], submitted.AddMilliseconds(2 + _random.Next(8)));
        var seconds = MedianSeconds * Math.Exp(Spread * Normal()) * (_engines.Length / (TasksPerSecond * MedianSeconds * 1.9));
        var completed = After(started, seconds);
        var fate = _random.NextDouble();
        var isAborted = fate > 0.985;
        var isFailed = fate < 0.06;
        var id = string.Create(CultureInfo.InvariantCulture, $"{client}_{1000 + number}");
        var label = Labels[_random.Next(Labels.Length)];
        var task = new TaskRecord
        {
            MsgId = id,
            Header = Document.Of(
                ("msg_id", id),
                ("msg_type", "apply_request"),
                ("session", client),
                ("username", "demo"),
                ("date", Timestamps.Format(submitted)),
                ("version", "5.4")),
            Metadata = Document.Of(
                ("label", label), ("retries", _random.Next(3)), ("after", DocumentArray.Empty), ("follow", DocumentArray.Empty)),
            Content = Document.Empty,
            Buffers = BufferList.Of(Bytes(40 + _random.Next(200))),
            Submitted = submitted,
            ClientUuid = client,
            Queue = isDirect ? "mux" : "task",
            Label = label,
            Stdout = string.Empty,
            Stderr = string.Empty,
        };
        if (isAborted)
        {
            return Completed(task with { EngineUuid = string.Empty }, submitted.AddSeconds(1), "aborted");
        }

        if (started > _end)
        {
            return task;
        }

        _free[engine] = completed;
        task = task with { EngineUuid = _engines[engine], Started = started };
        return completed > _end ? task
            : isFailed ? Failed(task, completed)
            : Completed(task, completed, "ok") with
            {
                Stdout = _random.Next(4) == 0 ? $"{label} {number}\n" : string.Empty,
                ResultBuffers = BufferList.Of(Bytes(20 + _random.Next(400))),
            };
    }

    private TaskRecord Failed(TaskRecord task, DateTime completed)
    {
        var name = Errors[_random.Next(Errors.Length)];
        var error = Document.Of(
            ("ename", name), ("evalue", DemoTraceback.Message(name)), ("traceback", DemoTraceback.Of(name, task.Label!)));
        return Completed(task, completed, "error") with
        {
            Error = error,
            ResultContent = Document.Of(error.Select(field => (field.Key, (DocumentValue?)field.Value)).Prepend(("status", "error"))),
            Stderr = $"{name}\n",
        };
    }

    private static TaskRecord Completed(TaskRecord task, DateTime completed, string status) => task with
    {
        Completed = completed,
        Received = completed.AddMilliseconds(3),
        ResultHeader = Document.Of(("msg_type", "apply_reply"), ("session", task.EngineUuid), ("date", Timestamps.Format(completed))),
        ResultMetadata = Document.Of(("engine", task.EngineUuid), ("status", status)),
        ResultContent = Document.Of(("status", status)),
    };

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string NewId()
    {
        var hex = Convert.ToHexStringLower(Bytes(16));
        return $"{hex[..8]}-{hex[8..]}";
    }

    /// <summary>A standard normal number, by Box and Muller.</summary>
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>To the microsecond, as IPython keeps time.</summary>
    private static DateTime After(DateTime moment, double seconds) => moment.AddTicks((long)(seconds * 1e6) * TimeSpan.TicksPerMicrosecond);

    private static DateTime Later(DateTime left, DateTime right) => left > right ? left : right;
}
