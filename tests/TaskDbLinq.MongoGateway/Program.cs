using System.Runtime.InteropServices;
using TaskDbLinq.MongoGateway;
using TaskDbLinq.MongoGateway.Server;

if (!GatewayOptions.TryParse(args, out var options, out var problem))
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(GatewayOptions.Usage);
    return 2;
}

using var stop = new ManualResetEventSlim();
using var onTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopCleanly);
using var onInt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopCleanly);

using var gateway = new GatewayServer(options);
gateway.Start();
Console.WriteLine($"ready on 127.0.0.1:{gateway.Port}");
stop.Wait();
return 0;

void StopCleanly(PosixSignalContext context)
{
    // Without Cancel the runtime would end the process before replies in flight are sent.
    context.Cancel = true;
    stop.Set();
}
