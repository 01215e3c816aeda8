using TaskDbLinq.Cli;
using TaskDbLinq.Cli.Commands;
using TaskDbLinq.Cli.Hosting;

// Only a service lives long enough for somebody to listen to its meters; to make them takes a command as long as to open a file.
AppContext.SetSwitch("System.Diagnostics.Metrics.Meter.IsSupported", args is ["serve" or "ui", ..]);

// What needs no argument to be understood is begun before any is.
EarlyLoading.Begin(args);

// A service answers what it has begun before it ends; nothing else keeps the user waiting.
using var signals = new Signals(args is ["serve", ..] ? ServeCommand.Grace : Signals.UsualGrace);
return await TaskDbApp.RunAsync(args, Shell.OfProcess(), signals.Token);
