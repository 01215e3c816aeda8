using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>A property of every scalar type, and a nullable one of each.</summary>
public sealed class Scalars
{
    public int Key { get; set; }

    public byte Byte { get; set; }

    public byte? NByte { get; set; }

    public sbyte SByte { get; set; }

    public sbyte? NSByte { get; set; }

    public short Short { get; set; }

    public short? NShort { get; set; }

    public ushort UShort { get; set; }

    public ushort? NUShort { get; set; }

    public int Int { get; set; }

    public int? NInt { get; set; }

    public uint UInt { get; set; }

    public uint? NUInt { get; set; }

    public long Long { get; set; }

    public long? NLong { get; set; }

    public ulong ULong { get; set; }

    public ulong? NULong { get; set; }

    public float Float { get; set; }

    public float? NFloat { get; set; }

    public double Double { get; set; }

    public double? NDouble { get; set; }

    public decimal Decimal { get; set; }

    public decimal? NDecimal { get; set; }

    public bool Bool { get; set; }

    public bool? NBool { get; set; }

    public char Char { get; set; } = 'x';

    public char? NChar { get; set; }

    public string String { get; set; } = string.Empty;

    public string? NString { get; set; }

    public DateTime DateTime { get; set; }

    public DateTime? NDateTime { get; set; }

    public DateTimeOffset DateTimeOffset { get; set; }

    public DateTimeOffset? NDateTimeOffset { get; set; }

    public DateOnly DateOnly { get; set; }

    public DateOnly? NDateOnly { get; set; }

    public TimeSpan TimeSpan { get; set; }

    public TimeSpan? NTimeSpan { get; set; }

    public TimeOnly TimeOnly { get; set; }

    public TimeOnly? NTimeOnly { get; set; }

    public Guid Guid { get; set; }

    public Guid? NGuid { get; set; }

    public byte[] Bytes { get; set; } = [];

    public byte[]? NBytes { get; set; }

    public Tiny Tiny { get; set; }

    public Tiny? NTiny { get; set; }

    public Huge Huge { get; set; }

    public Huge? NHuge { get; set; }

    /// <summary>Kept as text.</summary>
    public Huge Named { get; set; }

    public Huge? NNamed { get; set; }
}

public enum Tiny : sbyte
{
    Low = sbyte.MinValue,
    None = 0,
    High = sbyte.MaxValue,
}

[Flags]
public enum Huge : ulong
{
    None = 0,
    Read = 1,
    Write = 2,
    Top = 1UL << 63,
}

/// <summary>An ordinary context of <see cref="Scalars"/>, in a database of its own in memory.</summary>
internal class ScalarContext(bool isRegistered) : DbContext
{
    public DbSet<Scalars> Rows => Set<Scalars>();

    public static ScalarContext Of(bool isRegistered, IEnumerable<Scalars> rows)
    {
        var context = isRegistered ? new ScalarContext(true) : new PlainScalarContext();
        context.Database.OpenConnection();
        context.Database.EnsureCreated();
        context.Rows.AddRange(rows);
        context.SaveChanges();
        context.ChangeTracker.Clear();
        return context;
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        optionsBuilder.UseSqlite("Data Source=:memory:");
        if (isRegistered)
        {
            optionsBuilder.UseMongoQueries();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var row = modelBuilder.Entity<Scalars>();
        row.HasKey(r => r.Key);
        row.Property(r => r.Key).ValueGeneratedNever();
        row.Property(r => r.Named).HasConversion<string>();
        row.Property(r => r.NNamed).HasConversion<string>();
    }

    private sealed class PlainScalarContext() : ScalarContext(false);
}
