namespace TaskDbLinq.Cli.Hosting;

/// <summary>The reader of standard output has gone, as <c>head</c> does.</summary>
internal sealed class ClosedPipeException() : IOException("The reader of standard output has gone.");
