using BenchmarkDotNet.Running;
using TaskDbLinq.Benchmarks.Running;

// measure FILE.json [BenchmarkDotNet's options]: runs benchmarks, and writes what was measured.
if (args is not ["measure", var file, .. var options])
{
    Console.Error.WriteLine("usage: measure FILE.json [BenchmarkDotNet's options], such as --filter '*Queries*'");
    return 2;
}

var reports = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(options, BenchmarkSettings.Config).SelectMany(summary => summary.Reports).ToList();
var measurements = reports.Select(MeasurementFile.Of).OfType<Measurement>().ToList();
MeasurementFile.Write(file, measurements);
return measurements.Count == reports.Count && reports.Count > 0 ? 0 : 1;
