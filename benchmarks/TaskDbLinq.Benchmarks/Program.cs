using System.Globalization;
using TaskDbLinq.Benchmarks.Rates;
using TaskDbLinq.Benchmarks.Report;
using TaskDbLinq.Benchmarks.Running;

return args switch
{
    // Runs benchmarks, and writes what was measured.
    ["measure", var file, .. var options] => Runs.Measure(file, options),
    // Runs those who do the same in turn, each so many rounds of so many milliseconds.
    ["race", var file, var name, var rounds, var milliseconds] => await Runs.RaceAsync(file, name, rounds, milliseconds),
    ["footprint", var file] => Runs.Write(file, Footprint.Measure()),
    ["fill", var file, var tasks] => await Runs.FillAsync(file, int.Parse(tasks, CultureInfo.InvariantCulture)),
    ["mongo-version"] => await Runs.ShowMongoAsync(),
    ["postgres-version"] => await Runs.ShowPostgresAsync(),
    ["report", var measurements, var benchmarks] => RunReport.Write(measurements, benchmarks),
    // Compares what two runs say of the goals.
    ["agree", var first, var second] => Agreement.Print(first, second),
    _ => Runs.Usage(),
};
