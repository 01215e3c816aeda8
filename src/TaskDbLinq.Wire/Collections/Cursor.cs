using System.Diagnostics;
using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Records;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Collections;

/// <summary>Documents that are answered page by page. It serves one call at a time.</summary>
internal abstract class Cursor(string ns, TimeSpan timeLimit) : IDisposable
{
    /// <summary>A number that can't be guessed, so that nobody else's cursor is continued by mistake.</summary>
    public long Id { get; } = Random.Shared.NextInt64(1, long.MaxValue);

    public string Namespace { get; } = ns;

    /// <summary>Whether the current document did not fit into the page, and is the first of the next.</summary>
    private bool _isPending;

    public bool IsDone { get; private set; }

    public abstract void Dispose();

    /// <summary>Writes a page as the members of an array.</summary>
    /// <param name="target">Stands in the array.</param>
    /// <param name="count">The most documents; null for as many as fit.</param>
    /// <exception cref="CommandException">A document is too large, or the time is over.</exception>
    public void WritePage(BsonBuffer target, int? count)
    {
        var start = Stopwatch.GetTimestamp();
        var first = target.Length;
        var write = Writer(target);
        for (var written = 0; written != count; written++)
        {
            if (!_isPending && !MoveNext())
            {
                IsDone = true;
                return;
            }

            var before = target.Length;
            target.Name(BsonType.Document, written);
            var document = target.Length;
            write();
            if (target.Length - document > MongoProtocol.Wire.Protocol.MaxDocumentBytes)
            {
                throw new CommandException(Codes.ObjectTooLarge,
                    $"a document of {target.Length - document} bytes is larger than MongoDB's 16 MiB; leave out its buffers");
            }

            _isPending = target.Length - first > MongoProtocol.Wire.Protocol.MaxDocumentBytes;
            if (_isPending)
            {
                target.Length = before;
                return;
            }

            if (Stopwatch.GetElapsedTime(start) > timeLimit)
            {
                throw new CommandException(Codes.MaxTimeExpired, "operation exceeded time limit");
            }
        }

        // Whether there is more has to be known now: a client that got all it asked for does not ask again.
        _isPending = MoveNext();
        IsDone = !_isPending;
    }

    protected abstract bool MoveNext();

    /// <summary>What writes the present document.</summary>
    protected abstract Action Writer(BsonBuffer target);
}

/// <summary>Tasks, as they are read.</summary>
internal sealed class RowCursor(string ns, TimeSpan timeLimit, IEnumerable<TaskRow> rows, Projection projection) : Cursor(ns, timeLimit)
{
    private readonly IEnumerator<TaskRow> _rows = rows.GetEnumerator();

    public override void Dispose() => _rows.Dispose();

    protected override bool MoveNext() => _rows.MoveNext();

    protected override Action Writer(BsonBuffer target)
    {
        if (!projection.IsByField)
        {
            return () => target.Raw(projection.Apply(RowDocument.Of(_rows.Current)).ToBson(writerSettings: ValueBytes.Settings));
        }

        var bytes = new RowBytes(projection, target);
        return () => bytes.Write(_rows.Current);
    }
}

/// <summary>Tasks as their store has them, of which only whole fields are asked for.</summary>
internal sealed class StoredRowCursor(
    string ns, TimeSpan timeLimit, IEnumerable<IStoredRow> rows, TaskKeys keys, Projection projection) : Cursor(ns, timeLimit)
{
    private readonly IEnumerator<IStoredRow> _rows = rows.GetEnumerator();

    public override void Dispose() => _rows.Dispose();

    protected override bool MoveNext() => _rows.MoveNext();

    protected override Action Writer(BsonBuffer target)
    {
        var bytes = new StoredRowBytes(projection, keys, target);
        return () => bytes.Write(_rows.Current);
    }
}

/// <summary>Documents that were computed.</summary>
internal sealed class DocumentCursor(string ns, TimeSpan timeLimit, IEnumerable<BsonDocument> documents) : Cursor(ns, timeLimit)
{
    private readonly IEnumerator<BsonDocument> _documents = documents.GetEnumerator();

    public override void Dispose() => _documents.Dispose();

    protected override bool MoveNext() => _documents.MoveNext();

    protected override Action Writer(BsonBuffer target) => () => target.Raw(_documents.Current.ToBson(writerSettings: ValueBytes.Settings));
}
