using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Sqlite.IPython;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Tests.Model;

/// <summary>The generated models are those that <c>TaskModel</c> describes, and EF Core takes them.</summary>
public class CompiledModelTests
{
    /// <summary>Set to 1, a run writes the code instead of comparing it.</summary>
    private const string Rewrite = "TASKDB_TEST_REWRITE_MODEL";

    public static TheoryData<string> Layouts => ["Store", "IPython"];

    [Theory, MemberData(nameof(Layouts))]
    public void TheCodeIsWhatEfCoreGenerates(string layout)
    {
        using var context = Context(layout);
        var generated = CompiledModel.Generate(context);
        var folder = CompiledModel.Folder(context);
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, code) in generated)
            {
                File.WriteAllText(Path.Combine(folder, name), code);
            }
        }

        var kept = CompiledModel.Read(folder);
        Assert.Equal(generated.Keys, kept.Keys);
        Assert.All(generated, file => Assert.True(
            file.Value == kept[file.Key],
            $"{file.Key} is not what EF Core generates for {context.GetType().Name}: run this test with {Rewrite}=1 and build again."));
    }

    [Theory, MemberData(nameof(Layouts))]
    public void EfCoreTakesIt(string layout)
    {
        using var context = Context(layout);
        Assert.Equal(
            context.GetType().FullName!.Replace($"{layout}.", $"{layout}.Compiled.", StringComparison.Ordinal) + "Model",
            context.Model.GetType().FullName);
    }

    private static DbContext Context(string layout)
    {
        var options = new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").UseMongoQueries().Options;
        return layout == "Store" ? new StoreContext(options) : new IPythonContext(options);
    }
}
