using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.IPython;

/// <summary>EF Core's view of a file that IPython wrote.</summary>
internal sealed class IPythonContext(DbContextOptions options) : TaskContext(options, new PickleConverter());
