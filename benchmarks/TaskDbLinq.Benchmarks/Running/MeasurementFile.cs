using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace TaskDbLinq.Benchmarks.Running;

/// <summary>Measurements as JSON: what the runs leave behind, and the report is made of.</summary>
internal static class MeasurementFile
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

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
        var parameters = benchmark.Parameters.Items.ToDictionary(item => item.Name, item => item.Value);
        var (work, contender) = parameters.GetValueOrDefault("Case") is IMeasuredCase named
            ? (named.Work, named.Contender)
            : (benchmark.Descriptor.Type.Name, benchmark.Descriptor.WorkloadMethodDisplayInfo.Trim('\''));
        return new Measurement(
            benchmark.Descriptor.Type.Name,
            work,
            contender,
            parameters.GetValueOrDefault("Tasks") as int? ?? 0,
            statistics.Median,
            report.GcStats.GetBytesAllocatedPerOperation(benchmark));
    }
}

/// <summary>A parameter that says what is done by whom.</summary>
public interface IMeasuredCase
{
    string Work { get; }

    string Contender { get; }
}
