using Microsoft.EntityFrameworkCore;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A model that knows no tasks, as an application has one.</summary>
internal sealed class ReadingsContext(DbContextOptions options) : DbContext(options)
{
    public const int Count = 10_000;

    public static DateTime Start { get; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public DbSet<Reading> Readings => Set<Reading>();

    public static Reading Make(int n) => new()
    {
        Id = n + 1,
        Sensor = $"sensor{n % 50}",
        Site = n % 7 == 0 ? null : $"site{n % 7}",
        Level = n % 100,
        Value = n * 0.5,
        Taken = Start.AddMinutes(n),
    };

    /// <summary>Creates the table, filled.</summary>
    public async Task FillAsync()
    {
        await Database.EnsureCreatedAsync();
        Readings.AddRange(Enumerable.Range(0, Count).Select(Make));
        await SaveChangesAsync();
        ChangeTracker.Clear();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Reading>().Property(reading => reading.Id).ValueGeneratedNever();
}

/// <summary>What a sensor measured.</summary>
internal sealed class Reading
{
    public int Id { get; set; }

    public string Sensor { get; set; } = string.Empty;

    public string? Site { get; set; }

    public int Level { get; set; }

    public double Value { get; set; }

    public DateTime Taken { get; set; }
}
