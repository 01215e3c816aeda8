using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Running;
using TaskDbLinq.Benchmarks.Translation;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Calls;

/// <summary>The first run of a query whose shape was not seen before, over an empty file: each call has a new shape.</summary>
/// <remarks>
/// The first shapes compare a column twice, so that EF Core translates them for <see cref="SqliteDb"/>, too; of later ones many do not.
/// </remarks>
internal sealed class NewShapesRace : IRace
{
    public const string Work = "first run of a shape";

    public IEnumerable<Heat> Heats => [new(Work, 0, OpenAsync) { UsesUp = true }];

    private static async Task<IReadOnlyList<Lane>> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
        var file = Path.Combine(folder.FullName, "tasks.db");
        var db = await SqliteDb.OpenAsync(file);
        var contexts = EfContext.Pool(file);
        var (ofDictionary, ofLinq, ofEf) = (new NewShapes(), new NewShapes(), new NewShapes());
        return
        [
            Lane.Asking("EF Core", () =>
            {
                using var context = contexts.CreateDbContext();
                return context.Tasks.AsNoTracking().Where(ofEf.NextOf<TaskEntity>()).Select(t => t.MsgId).ToList().Count;
            }),
            Lane.Asking("SqliteDb", () => db.DbQuery(ofDictionary.Next(), ["msg_id"]).Count),
            Lane.Asking("SqliteDb, LINQ", () => db.Tasks.Where(ofLinq.NextOf<TaskRecord>()).Select(t => t.MsgId).ToList().Count) with
            {
                Close = async () =>
                {
                    await db.DisposeAsync();
                    folder.Delete(recursive: true);
                },
            },
        ];
    }
}
