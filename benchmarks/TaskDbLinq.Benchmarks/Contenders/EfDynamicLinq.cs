using System.Linq.Dynamic.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>EF Core alone where the predicate is text that System.Linq.Dynamic.Core reads at each call, its values as parameters.</summary>
internal sealed class EfDynamicLinq(string file) : IContender
{
    private static readonly ParsingConfig WithParameters = new() { UseParameterizedNamesInDynamicQuery = true };

    private readonly PooledDbContextFactory<EfContext> _contexts = EfContext.Pool(file);

    public Func<int> Prepare(Asked asked)
    {
        var (predicate, values) = DynamicTexts.Of(asked);
        return () =>
        {
            using var db = _contexts.CreateDbContext();
            return EntityQueries.Read(db.Tasks.AsNoTracking().Where(WithParameters, predicate, values), asked.Keys);
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
