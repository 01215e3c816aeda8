using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Translation;

namespace TaskDbLinq.Sqlite.Store;

/// <summary>EF Core's view of a file in our own layout.</summary>
internal sealed class StoreContext(DbContextOptions options) : TaskContext(options, new BlobConverter()), IUniqueNames;
