namespace TaskDbLinq.Server.Overview;

/// <summary>
/// The marks of all tasks, about 85 bytes each with their index. Whoever reads or writes holds <see cref="Sync"/>; a look at
/// a million takes some milliseconds.
/// </summary>
internal sealed class TaskColumns
{
    private const int ChunkBits = 13;
    private const int ChunkLength = 1 << ChunkBits;

    private readonly List<TaskMark[]> _chunks = [];
    private readonly Dictionary<long, int> _rows = [];
    private long[] _room = [];

    public Lock Sync { get; } = new();

    public IdTable Ids { get; } = new();

    public Names Engines { get; } = new();

    public Names Clients { get; } = new();

    public Names Labels { get; } = new();

    public Names Queues { get; } = new();

    public Names Types { get; } = new();

    public FailureKinds Failures { get; } = new();

    /// <summary>How many tasks there are.</summary>
    public int Count => _rows.Count;

    /// <summary>How many places there are, those of dropped tasks among them.</summary>
    public int Length { get; private set; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    public ref TaskMark this[int row] => ref _chunks[row >> ChunkBits][row & (ChunkLength - 1)];

    /// <summary>Returns room for numbers, until the next call: a new array of megabytes for each look would be a lot of garbage.</summary>
    public Span<long> Room(int length)
    {
        if (_room.Length < length)
        {
            _room = new long[length];
        }

        return _room.AsSpan(0, length);
    }

    /// <summary>Makes room at once, instead of by doubling.</summary>
    public void Expect(long tasks) => _rows.EnsureCapacity((int)Math.Min(tasks + (tasks / 16), int.MaxValue / 4));

    /// <summary>Returns the row of an id; -1 if there is none.</summary>
    public int Find(string id) => Ids.Find(id) is >= 0 and var key && _rows.TryGetValue(key, out var row) ? row : -1;

    /// <summary>Takes a mark, new or in place of the one that its task has.</summary>
    public void Put(in TaskMark mark)
    {
        if (!_rows.TryGetValue(mark.Id, out var row))
        {
            row = Length++;
            _rows[mark.Id] = row;
            if (row >> ChunkBits == _chunks.Count)
            {
                _chunks.Add(new TaskMark[ChunkLength]);
            }
        }

        this[row] = mark;
        Version++;
    }

    /// <summary>Says how a completed task ended.</summary>
    public void Reply(string id, MarkState state, ushort failure)
    {
        if (Find(id) is >= 0 and var row && !this[row].IsPending)
        {
            (this[row].State, this[row].Failure) = (state, failure);
            Version++;
        }
    }

    /// <summary>Says of which type a task's message is.</summary>
    public void Type(string id, ushort type)
    {
        if (Find(id) is >= 0 and var row && this[row].Type != type)
        {
            this[row].Type = type;
            Version++;
        }
    }

    public void Remove(int row)
    {
        _rows.Remove(this[row].Id);
        this[row].State = MarkState.Gone;
        Version++;
    }

    /// <summary>Enumerates the marks of a scope: <c>foreach (ref readonly var mark in columns.In(scope))</c>.</summary>
    public Enumerator In(Scope scope) => new(this, scope);

    internal ref struct Enumerator(TaskColumns columns, Scope scope)
    {
        private readonly long _now = DateTime.UtcNow.Ticks;
        private Span<TaskMark> _chunk;
        private int _next;

        public int Row { get; private set; } = -1;

        public readonly ref readonly TaskMark Current => ref _chunk[Row & (ChunkLength - 1)];

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_next < columns.Length)
            {
                if ((_next & (ChunkLength - 1)) == 0)
                {
                    _chunk = columns._chunks[_next >> ChunkBits];
                }

                Row = _next++;
                if (Current.State != MarkState.Gone && scope.Has(Row, in Current, _now))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
