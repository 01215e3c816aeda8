namespace TaskDbLinq.Server.Overview;

/// <summary>
/// The marks of all tasks, about 50 bytes each with their index. Whoever reads or writes holds <see cref="Sync"/>; a look at
/// a million takes some milliseconds.
/// </summary>
internal sealed class TaskColumns
{
    private const int ChunkBits = 13;
    private const int ChunkLength = 1 << ChunkBits;

    private readonly List<TaskMark[]> _chunks = [];
    private readonly RowTable _rows = new();
    private readonly Func<int, long> _keyOf;
    private float[] _room = [];

    public TaskColumns() => _keyOf = row => this[row].Id;

    public Lock Sync { get; } = new();

    public IdTable Ids { get; } = new();

    public Names Engines { get; } = new();

    public Names Clients { get; } = new();

    public Names Labels { get; } = new();

    public Names Queues { get; } = new();

    public Names Types { get; } = new();

    public FailureKinds Failures { get; } = new();

    public Origins Origins { get; } = new();

    /// <summary>How many tasks there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many places there are, those of dropped tasks among them.</summary>
    public int Length { get; private set; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    public ref TaskMark this[int row] => ref _chunks[row >> ChunkBits][row & (ChunkLength - 1)];

    /// <summary>Returns room for numbers, until the next call: a new array of megabytes for each look would be a lot of garbage.</summary>
    public Span<float> Room(int length)
    {
        if (_room.Length < length)
        {
            // More than is asked for: while history is read, each look is at more tasks than the one before.
            _room = new float[length + (length / 4)];
        }

        return _room.AsSpan(0, length);
    }

    /// <summary>Makes room at once, instead of by doubling.</summary>
    public void Expect(long tasks) => _rows.Expect(tasks + (tasks / 16), _keyOf);

    /// <summary>Returns the row of an id; -1 if there is none.</summary>
    public int Find(string id) =>
        Ids.Find(id) is >= 0 and var key && _rows.Find(key, _keyOf) is >= 0 and var row && this[row].State != MarkState.Gone ? row : -1;

    /// <summary>Takes a mark, new or in place of the one that its task has.</summary>
    public void Put(in TaskMark mark)
    {
        var row = _rows.Find(mark.Id, _keyOf);
        if (row < 0)
        {
            row = Length++;
            if (row >> ChunkBits == _chunks.Count)
            {
                _chunks.Add(new TaskMark[ChunkLength]);
            }

            _rows.Add(mark.Id, row, _keyOf);
            Count++;
        }
        else if (this[row].State == MarkState.Gone)
        {
            Count++;
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
        if (Find(id) is >= 0 and var row && Origins[this[row].Origin] is var origin && origin.Type != type)
        {
            this[row].Origin = Origins.NumberOf(origin with { Type = type });
            Version++;
        }
    }

    /// <summary>Takes a task out. Its place stays: a task of the same id would get it again.</summary>
    public void Remove(int row)
    {
        Count--;
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
