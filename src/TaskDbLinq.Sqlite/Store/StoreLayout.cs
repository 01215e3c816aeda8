using System.Collections.Frozen;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Store;

/// <summary>A file in our own layout; its write-ahead log lets readers stream while others write.</summary>
internal sealed class StoreLayout(string connectionString, SqliteDbOptions options, FrozenSet<string> indexed)
    : FileLayout(connectionString)
{
    public override string Table => "task";

    public override bool ReadsAhead => false;

    public override bool HasPlainReplies => true;

    public override FrozenSet<string> IndexedPaths => indexed;

    public override Document ReadDocument(string json) => Document.OfStoredJson(json);

    public override BufferList ReadBuffers(byte[] blob) => BufferBlob.Read(blob);

    protected override Func<TaskContext> MakePool(Action<DbContextOptionsBuilder> configure) => PoolOf<StoreContext>(configure);

    protected override void Prepare(SqliteConnection connection) => StoreFile.Prepare(connection, options);
}
