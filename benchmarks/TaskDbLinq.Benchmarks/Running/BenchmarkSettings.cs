using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace TaskDbLinq.Benchmarks.Running;

/// <summary>
/// How all benchmarks run: in this process, so that nothing else is built and cases can share what they ask; the
/// command line's options, such as <c>--iterationCount</c>, refine the one job. The memory is not collected around each
/// iteration: with a million tasks in it that would take longer than what is measured. A call of a delegate is not taken off.
/// </summary>
internal static class BenchmarkSettings
{
    public static IConfig Config { get; } = ManualConfig.CreateEmpty()
        .AddJob(
            Job.Default.WithToolchain(new InProcessNoEmitToolchain(TimeSpan.FromHours(1), logOutput: true))
                .WithGcForce(false)
                .WithEvaluateOverhead(false)
                .AsDefault())
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(ConsoleLogger.Default)
        .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(60))
        .WithOptions(ConfigOptions.DisableOptimizationsValidator);
}
