using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.IPython;

/// <summary>
/// A file that IPython wrote, read through a temporary view: one that lives in the connection's memory, not in the file.
/// </summary>
internal sealed class IPythonLayout(string connectionString, IPythonTable table) : FileLayout(connectionString)
{
    private readonly string _view = table.ViewSql(TaskModel.View);

    public override string Table => table.Name;

    public override bool ReadsAhead => true;

    public override bool HasPlainReplies => false;

    public override string OwnTextSql => table.OwnTextSql();

    public override Document ReadDocument(string json) => StoredDocument.Read(json);

    public override BufferList ReadBuffers(byte[] blob) => PickledBuffers.Read(blob);

    /// <summary>The view itself calls our functions.</summary>
    public override SqliteConnection OpenPlain(bool isPooled) => Open();

    protected override Func<TaskContext> MakePool(Action<DbContextOptionsBuilder> configure) => PoolOf<IPythonContext>(configure);

    protected override void Prepare(SqliteConnection connection)
    {
        AddFunctions(connection);
        Store.StoreFile.Execute(connection, _view);
    }
}
