using TaskDbLinq.Records;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>
/// Tables made anew while tasks are culled, updated and dropped: each index answers as a plain list of the tasks that should be left does,
/// and in its order.
/// </summary>
public class NewTableTests
{
    private const int Limit = 150;
    private static readonly DateTime Noon = new(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>How many of ten tasks come late, how many are pending, and how many of ten steps change a task instead.</summary>
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(3, 3, 3)]
    [InlineData(10, 5, 5)]
    [InlineData(1, 10, 2)]
    public async Task Each_index_answers_as_a_list_does(int late, int pending, int changes)
    {
        var random = new Random(7);
        await using var db = new DictDb(new() { RecordLimit = Limit, CullFraction = 0.1 });
        var model = new List<TaskRecord>();
        for (var step = 0; step < 1500; step++)
        {
            if (model.Count > 10 && random.Next(10) < changes)
            {
                await ChangeAsync(db, model, random);
            }
            else
            {
                var second = random.Next(10) < late ? random.Next(step + 1) : step;
                var task = new TaskRecord
                {
                    MsgId = $"t{step}",
                    Submitted = second % 50 == 7 ? null : Noon.AddSeconds(second),
                    Completed = random.Next(10) < pending ? null : Noon,
                    EngineUuid = $"e{random.Next(5)}",
                };
                await db.AddAsync(task, Cancel);
                model.Add(task);
                Cull(model);
            }

            if (step % 97 == 0)
            {
                await CompareAsync(db, model, random);
            }
        }
    }

    private static async Task ChangeAsync(DictDb db, List<TaskRecord> model, Random random)
    {
        var at = random.Next(model.Count);
        var task = model[at];
        model.RemoveAt(at);
        if (random.Next(3) == 0)
        {
            await db.DropAsync(task.MsgId, Cancel);
            return;
        }

        DateTime? completed = random.Next(2) == 0 ? null : Noon;
        await db.UpdateAsync(task.MsgId, TaskUpdate.Of(new Dictionary<string, object?> { ["completed"] = completed }), Cancel);
        model.Add(task with { Completed = completed });
    }

    /// <summary>Down to nine tenths and the one just written: completed ones first, oldest first, equals as they were written.</summary>
    private static void Cull(List<TaskRecord> model)
    {
        if (model.Count > Limit)
        {
            var gone = model.SkipLast(1).OrderBy(task => task.Completed is null).ThenBy(task => task.Submitted)
                .Take(model.Count - (Limit * 9 / 10) - 1).ToHashSet();
            model.RemoveAll(gone.Contains);
        }
    }

    private static async Task CompareAsync(DictDb db, List<TaskRecord> model, Random random)
    {
        string engine = $"e{random.Next(5)}", id = $"t{random.Next(1500)}";
        var from = Noon.AddSeconds(random.Next(1500));
        Assert.Equal(Ids(model), Ids(db.Tasks));
        Assert.Equal(Ids(model.Where(t => t.Completed == null)), Ids(db.Tasks.Where(t => t.Completed == null).OrderBy(t => t.Queue)));
        Assert.Equal(Ids(model.Where(t => t.EngineUuid == engine)), Ids(db.Tasks.Where(t => t.EngineUuid == engine).OrderBy(t => t.Queue)));
        string?[] two = ["e4", "e1"];
        Assert.Equal(
            Ids(model.Where(t => t.EngineUuid is "e1" or "e4")),
            Ids(db.Tasks.Where(t => two.Contains(t.EngineUuid)).OrderBy(t => t.Queue)));
        Assert.Equal(
            Ids(model.Where(t => t.Submitted >= from).OrderBy(t => t.Submitted)),
            Ids(db.Tasks.Where(t => t.Submitted >= from).OrderBy(t => t.Submitted)));
        Assert.Equal(model.Any(t => t.MsgId == id), await db.TryGetAsync(id, Cancel) is not null);
    }

    private static string[] Ids(IEnumerable<TaskRecord> tasks) => [.. tasks.Select(task => task.MsgId)];
}
