using TaskDbLinq.Cli;
using TaskDbLinq.Cli.Commands;
using TaskDbLinq.Cli.Hosting;

// A service answers what it has begun before it ends; nothing else keeps the user waiting.
using var signals = new Signals(args is ["serve", ..] ? ServeCommand.Grace : Signals.UsualGrace);
return await TaskDbApp.RunAsync(args, Shell.OfProcess(), signals.Token);
