using Microsoft.EntityFrameworkCore;

namespace TaskDbLinq.Sqlite.Model;

/// <summary>EF Core's view of a task database. One serves one query: contexts are cheap, and not for several threads.</summary>
internal sealed class TaskContext(DbContextOptions<TaskContext> options) : DbContext(options)
{
    public IQueryable<TaskRecord> Tasks => Set<TaskRecord>().AsNoTracking();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        TaskModel.Configure(modelBuilder.Entity<TaskRecord>(), new IPython.PickleConverter());
}
