using System.Text;
using SQLitePCL;
using TaskDbLinq.Filters;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// Makes figures of tasks from one statement, which reads each task once. No value is kept: timestamps and names are read where SQLite
/// has them, and a reply only as far as its status.
/// </summary>
internal sealed class StatsReading(FileLayout layout)
{
    private const int NameLength = 128;

    private static readonly TaskKeys Keys = TaskKeys.Of(
        TaskKey.Submitted, TaskKey.Started, TaskKey.Completed,
        TaskKey.EngineUuid, TaskKey.ClientUuid, TaskKey.Queue,
        TaskKey.ResultContent, TaskKey.Error);

    private static readonly int Submitted = At(TaskKey.Submitted), Started = At(TaskKey.Started), Completed = At(TaskKey.Completed);
    private static readonly int Engine = At(TaskKey.EngineUuid), Client = At(TaskKey.ClientUuid), Queue = At(TaskKey.Queue);
    private static readonly int Reply = At(TaskKey.ResultContent), Error = At(TaskKey.Error);

    private readonly StatsTable _table = new();
    private readonly Lazy<EndedStates> _states = new(() => new EndedStates());

    /// <summary>What is read of the tasks that a filter selects.</summary>
    public static TaskQuery Of(Filter filter) => new() { Filter = filter, Keys = Keys };

    /// <summary>Adds the task at which a statement stands.</summary>
    public void Add(sqlite3_stmt row)
    {
        var completed = Time(row, Completed);
        _table.Add(Time(row, Submitted), Time(row, Started), completed);
        _table.Add(completed is null ? TaskState.Pending : Ended(row));
        Count(_table.Engines, row, Engine);
        Count(_table.Clients, row, Client);
        Count(_table.Queues, row, Queue);
    }

    public TaskStats Build() => _table.Build();

    private static int At(string key) => Keys.Fields.IndexOf(TaskFields.ByKey[key]);

    private static bool IsNull(sqlite3_stmt row, int at) => raw.sqlite3_column_type(row, at) == raw.SQLITE_NULL;

    private static DateTime? Time(sqlite3_stmt row, int at) =>
        RowReader.Text(row, at) is var text && text.IsEmpty && IsNull(row, at) ? null : StoredTime.Read(text);

    private static void Count(NameCounts names, sqlite3_stmt row, int at)
    {
        var text = RowReader.Text(row, at);
        Span<char> name = stackalloc char[NameLength];
        names.Add(text.Length <= NameLength ? name[..Encoding.UTF8.GetChars(text, name)] : Encoding.UTF8.GetString(text));
    }

    private TaskState Ended(sqlite3_stmt row) =>
        layout.HasPlainReplies && ReplyStatus.Read(RowReader.Text(row, Reply)) is { } plain
            ? plain
            : _states.Value.Of(DocumentAt(row, Reply), DocumentAt(row, Error));

    private Document DocumentAt(sqlite3_stmt row, int at) =>
        IsNull(row, at) ? Document.None : layout.ReadDocument(Encoding.UTF8.GetString(RowReader.Text(row, at)));
}
