#pragma warning disable EF1001 // The provider's design-time services have no public name.
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace TaskDbLinq.Sqlite.Tests.Model;

/// <summary>
/// The code that EF Core generates for the model of a context, as <c>dotnet ef dbcontext optimize</c> does; the library
/// holds it, so that no process builds the model.
/// </summary>
/// <seealso href="https://learn.microsoft.com/ef/core/performance/advanced-performance-topics#compiled-models"/>
internal static partial class CompiledModel
{
    /// <summary>The files by name.</summary>
    public static SortedDictionary<string, string> Generate(DbContext context)
    {
        var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(context);
        new SqliteDesignTimeServices().ConfigureDesignTimeServices(services);
        using var provider = services.BuildServiceProvider();
        var options = new CompiledModelCodeGenerationOptions
        {
            ContextType = context.GetType(),
            ModelNamespace = context.GetType().Namespace + ".Compiled",
            Language = "C#",
            UseNullableReferenceTypes = true,
        };
        var generator = provider.GetRequiredService<ICompiledModelCodeGeneratorSelector>().Select(options);
        var files = generator.GenerateModel(context.GetService<IDesignTimeModel>().Model, options);
        return new(files.ToDictionary(file => file.Path, file => Settled(file.Code, context.GetType())), StringComparer.Ordinal);
    }

    /// <summary>Where the library keeps the code of a context's model.</summary>
    public static string Folder(DbContext context)
    {
        var repository = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(repository, "TaskDbLinq.sln")))
        {
            repository = Path.GetDirectoryName(repository)
                ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return Path.Combine(repository, "src", "TaskDbLinq.Sqlite", context.GetType().Namespace!.Split('.')[^1], "Compiled");
    }

    /// <summary>What the folder holds, by name.</summary>
    public static SortedDictionary<string, string> Read(string folder) =>
        new(Directory.EnumerateFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllText), StringComparer.Ordinal);

    /// <summary>
    /// Not public, line ends as the repository has them, and an id that the context's name gives instead of a random one.
    /// </summary>
    private static string Settled(string code, Type context)
    {
        var id = new Guid(MD5.HashData(Encoding.UTF8.GetBytes(context.FullName!)));
        var inside = code.ReplaceLineEndings("\n").Replace("public partial class", "internal partial class", StringComparison.Ordinal);
        return ModelId().Replace(inside, $"modelId: new Guid(\"{id}\")");
    }

    [GeneratedRegex("""modelId: new Guid\("[^"]*"\)""")]
    private static partial Regex ModelId();
}
