namespace TaskDbLinq.Sqlite.Tests.AnyRecordType.Shapes;

/// <summary>The animals in two databases and in memory.</summary>
public sealed class AnimalDatabases : IDisposable
{
    internal AnimalContext Registered { get; } = AnimalContext.Of(true, Animals.Create());

    internal AnimalContext Plain { get; } = AnimalContext.Of(false, Animals.Create());

    /// <summary>The animals as they were made.</summary>
    public IReadOnlyList<Animal> Made { get; } = Animals.Create();

    /// <summary>The animals as EF Core makes them of a database.</summary>
    public IReadOnlyList<Animal> Loaded { get; } = Load();

    public void Dispose()
    {
        Registered.Dispose();
        Plain.Dispose();
    }

    private static List<Animal> Load()
    {
        using var context = AnimalContext.Of(true, Animals.Create());
        return context.Load();
    }
}
