using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace TaskDbLinq.Sqlite.Model;

/// <summary>
/// EF Core's view of a task database; each layout has a class of its own, since EF Core keeps one model for a class.
/// A context serves one query at a time, and goes back to the pool when it is disposed: it is not for several threads.
/// </summary>
internal abstract class TaskContext(DbContextOptions options, ValueConverter buffers) : DbContext(options)
{
    public IQueryable<TaskRecord> Tasks => Set<TaskRecord>().AsNoTracking();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        TaskModel.Configure(modelBuilder.Entity<TaskRecord>(), buffers);
}
