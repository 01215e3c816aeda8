using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace TaskDbLinq.Benchmarks.Running;

/// <summary>Measurements as JSON: what the runs leave behind, and the report is made of.</summary>
internal static class MeasurementFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Write(string file, IEnumerable<Measurement> measurements) =>
        File.WriteAllText(file, JsonSerializer.Serialize(measurements, Options));

    public static IEnumerable<Measurement> Read(string file) => JsonSerializer.Deserialize<Measurement[]>(File.ReadAllText(file), Options)!;

    /// <summary>A case without a result failed; BenchmarkDotNet has said why.</summary>
    public static Measurement? Of(BenchmarkReport report)
    {
        if (report.ResultStatistics is not { } statistics)
        {
            return null;
        }

        var benchmark = report.BenchmarkCase;
        var (work, contender, tasks) =
            benchmark.Parameters.Items.Select(item => item.Value).OfType<IMeasuredCase>().SingleOrDefault() is { } named
            ? (named.Work, named.Contender, named.Tasks)
            : (benchmark.Descriptor.Type.Name, benchmark.Descriptor.WorkloadMethodDisplayInfo.Trim('\''), 0);
        return new Measurement(
            benchmark.Descriptor.Type.Name,
            work,
            contender,
            tasks,
            statistics.Median,
            report.GcStats.GetBytesAllocatedPerOperation(benchmark));
    }
}

/// <summary>A parameter that says what is done by whom, over how many tasks.</summary>
public interface IMeasuredCase
{
    string Work { get; }

    string Contender { get; }

    /// <summary>Zero where that means nothing.</summary>
    int Tasks { get; }
}
