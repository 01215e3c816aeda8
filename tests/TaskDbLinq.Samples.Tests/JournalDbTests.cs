using Journal;
using TaskDbLinq.Specification;
using TaskDbLinq.Specification.Operations;

namespace TaskDbLinq.Samples.Tests;

/// <summary>The sample backend under the specification that every backend meets.</summary>
public sealed class JournalFixture : ITaskDbFixture, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-journal");

    public TimeSpan TimestampResolution => TimeSpan.FromTicks(1);

    public async Task<ITaskDb> CreateAsync(params TaskRecord[] tasks)
    {
        // Closed and opened again, so that all answers come from what the file says.
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.jsonl");
        await using (var db = await JournalDb.OpenAsync(path))
        {
            await db.WriteAsync(TaskBatch.Add(tasks));
        }

        return await JournalDb.OpenAsync(path);
    }

    public async Task DeleteAsync(ITaskDb database) => await database.DisposeAsync();

    public void Dispose() => _folder.Delete(recursive: true);
}

public sealed class JournalRecords(JournalFixture fixture) : RecordSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalQueries(JournalFixture fixture) : QuerySpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalOperators(JournalFixture fixture) : OperatorSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalLinqPredicates(JournalFixture fixture) : LinqPredicateSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalLinqOperators(JournalFixture fixture) : LinqOperatorSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalLinqPortability(JournalFixture fixture) : LinqPortabilitySpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalEdges(JournalFixture fixture) : EdgeSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalPurges(JournalFixture fixture) : PurgeSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalResubmissions(JournalFixture fixture) : ResubmitSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalResults(JournalFixture fixture) : ResultSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalStats(JournalFixture fixture) : StatsSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalGroups(JournalFixture fixture) : GroupSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalUpdates(JournalFixture fixture) : UpdateSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalWaits(JournalFixture fixture) : WaitSpecification(fixture), IClassFixture<JournalFixture>;

public sealed class JournalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-journal");

    private string File => Path.Combine(_folder.FullName, "tasks.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_whole_specification_is_run() =>
        SpecificationCompliance.AssertComplete(typeof(JournalTests).Assembly, typeof(JournalFixture));

    [Fact]
    public void Only_public_types_are_used() => Assert.DoesNotContain(
        typeof(ITaskDb).Assembly.GetCustomAttributes(typeof(System.Runtime.CompilerServices.InternalsVisibleToAttribute), false)
            .Cast<System.Runtime.CompilerServices.InternalsVisibleToAttribute>(),
        friend => friend.AssemblyName.StartsWith("JournalDb", StringComparison.Ordinal));

    [Fact]
    public async Task A_change_that_was_cut_off_was_not_made_and_the_others_are_there()
    {
        await using (var db = await JournalDb.OpenAsync(File))
        {
            await db.AddAsync(new TaskRecord { MsgId = "a", Stdout = "é\n" });
            await db.AddAsync(new TaskRecord { MsgId = "b" });
            await db.UpdateAsync("b", TaskUpdate.Empty.Set("queue", "task"));
            await db.AddAsync(new TaskRecord { MsgId = "c" });
            await db.DropAsync("c");
        }

        await System.IO.File.AppendAllTextAsync(File, """[{"Id":"d","Task":{"MsgId":"d","St""");
        await using (var db = await JournalDb.OpenAsync(File))
        {
            Assert.Equal(["a", "b"], await db.GetHistoryAsync());
            Assert.Equal(("é\n", "task"), ((await db.GetAsync("a")).Stdout, (await db.GetAsync("b")).Queue));
            await db.AddAsync(new TaskRecord { MsgId = "e" });
        }

        await using var last = await JournalDb.OpenAsync(File);
        Assert.Equal(["a", "b", "e"], await last.GetHistoryAsync());
    }

    [Fact]
    public async Task A_line_that_is_no_change_is_named()
    {
        await System.IO.File.WriteAllTextAsync(File, "[]\nnonsense\n");
        var fault = await Assert.ThrowsAsync<TaskDbException>(() => JournalDb.OpenAsync(File));
        Assert.Contains("line 2", fault.Message, StringComparison.Ordinal);
    }
}
