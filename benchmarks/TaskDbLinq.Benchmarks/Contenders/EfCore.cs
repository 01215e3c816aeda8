using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>EF Core alone: pooled contexts, no tracking, dict fields mapped as JSON where a question looks inside.</summary>
internal sealed class EfCore(string file) : IContender
{
    private readonly PooledDbContextFactory<EfContext> _contexts = EfContext.Pool(file);
    private readonly PooledDbContextFactory<EfDocumentContext> _documents = EfDocumentContext.Pool(file);

    public Func<int> Prepare(Asked asked) => asked.Question switch
    {
        Question.DictField => OfType,
        Question.Array => () => After(asked.First),
        _ => () => OfFields(asked),
    };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private int OfType()
    {
        using var db = _contexts.CreateDbContext();
        return db.Tasks.Where(t => EfContext.JsonExtract(t.Header, "$.msg_type") == "execute_request").Select(t => t.MsgId).ToList().Count;
    }

    private int After(string id)
    {
        using var db = _documents.CreateDbContext();
        return db.Tasks.Where(t => t.Metadata.After.Contains(id)).Select(t => t.MsgId).ToList().Count;
    }

    private int OfFields(Asked asked)
    {
        using var db = _contexts.CreateDbContext();
        return EntityQueries.Read(db.Tasks.AsNoTracking().Where(EntityQueries.Predicate(asked)), asked.Keys);
    }
}
