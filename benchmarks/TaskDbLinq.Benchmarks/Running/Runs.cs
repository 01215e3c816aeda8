using System.Globalization;
using BenchmarkDotNet.Running;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Report;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Running;

/// <summary>What the program does, as <c>run.sh</c> asks it.</summary>
internal static class Runs
{
    public static int Measure(string file, string[] options)
    {
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Runs).Assembly).Run(options, BenchmarkSettings.Config);
        var reports = summaries.SelectMany(summary => summary.Reports).ToList();
        var measurements = reports.Select(MeasurementFile.Of).OfType<Measurement>().ToList();
        Write(file, measurements);
        return measurements.Count == reports.Count && reports.Count > 0 ? 0 : 1;
    }

    /// <summary>Runs races, and writes what was measured; one that fails ends the program.</summary>
    public static async Task<int> RaceAsync(string file, string name, string rounds, string milliseconds)
    {
        var pace = new Pace(
            int.Parse(rounds, CultureInfo.InvariantCulture),
            TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture)));
        await using var race = RaceTable.Of(name);
        return Write(file, await Races.RunAsync(race, pace, static some => Goals.AreClose(new Measured(some))));
    }

    public static int Write(string file, IEnumerable<Measurement> measurements)
    {
        MeasurementFile.Write(file, measurements);
        return 0;
    }

    /// <summary>A file of our layout with generated tasks, without their buffers.</summary>
    public static async Task<int> FillAsync(string file, int tasks)
    {
        await SqliteFiles.WriteAsync(
            file, GeneratedTasks.Of(tasks).Select(task => task with { Buffers = BufferList.Empty, ResultBuffers = BufferList.Empty }));
        return 0;
    }

    /// <summary>Says which engine the server is.</summary>
    public static async Task<int> ShowMongoAsync()
    {
        await using var server = new MongoServer();
        Console.WriteLine($"MongoDB: {await server.DescribeAsync()}");
        return 0;
    }

    /// <summary>Says which PostgreSQL takes part.</summary>
    public static async Task<int> ShowPostgresAsync()
    {
        await using var server = await PostgresServer.StartAsync();
        Console.WriteLine($"PostgreSQL: {await server.DescribeAsync()}");
        return 0;
    }

    public static int Usage()
    {
        Console.Error.WriteLine(
            "usage: measure FILE.json [BenchmarkDotNet's options] | race FILE.json NAME ROUNDS MILLISECONDS | footprint FILE.json | "
            + "fill FILE.db TASKS | mongo-version | postgres-version | report MEASUREMENTS BENCHMARKS (folders) | "
            + "agree MEASUREMENTS MEASUREMENTS (folders of two runs)");
        return 2;
    }
}
