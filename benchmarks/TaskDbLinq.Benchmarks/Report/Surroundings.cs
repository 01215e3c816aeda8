using System.Reflection;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Running;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace TaskDbLinq.Benchmarks.Report;

/// <summary>The machine, and the versions of all that took part.</summary>
internal static class Surroundings
{
    private static readonly (string Name, Type Type)[] Packages =
    [
        ("EF Core", typeof(DbContext)), ("Microsoft.Data.Sqlite", typeof(SqliteConnection)), ("Dapper", typeof(Dapper.SqlMapper)),
        ("linq2db", typeof(LinqToDB.DataOptions)),
        ("LiteDB", typeof(LiteDB.LiteDatabase)), ("MongoDB.Driver", typeof(MongoDB.Driver.MongoClient)),
        ("Npgsql", typeof(Npgsql.NpgsqlConnection)),
        ("System.Linq.Dynamic.Core", typeof(System.Linq.Dynamic.Core.ParsingConfig)), ("BenchmarkDotNet", typeof(BenchmarkSwitcher)),
    ];

    /// <param name="others">What the run found out itself: a line <c>name: version</c> for each.</param>
    public static IEnumerable<string> Lines(IEnumerable<string> others)
    {
        yield return $"- Machine: {Environment.ProcessorCount} cores ({Processor()}), "
            + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB of memory, {OperatingSystemName()}";
        yield return $"- .NET runtime: {Environment.Version}";
        yield return $"- Packages: {string.Join(", ", Packages.Select(package => $"{package.Name} {Version(package.Type)}"))}";
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        yield return $"- SQLite: {connection.ServerVersion}";
        foreach (var other in others)
        {
            yield return $"- {other}";
        }
    }

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string Processor() => Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string OperatingSystemName() => Line("/etc/os-release", "PRETTY_NAME")?.Trim('"') ?? RuntimeInformation.OSDescription;

    private static string? Line(string file, string name) => !File.Exists(file) ? null : File.ReadLines(file)
        .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split([':', '='], 2)[1].Trim();
}
