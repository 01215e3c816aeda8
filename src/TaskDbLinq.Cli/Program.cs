using TaskDbLinq.Cli;
using TaskDbLinq.Cli.Hosting;

using var signals = new Signals();
return await TaskDbApp.RunAsync(args, Shell.OfProcess(), signals.Token);
