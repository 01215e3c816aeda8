namespace TaskDbLinq.Cli.Exits;

/// <summary>What the command says to the shell that called it.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something failed at run time: a file that is no database, a full disk.</summary>
    public const int Failure = 1;

    /// <summary>The query or the arguments are wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C: 128 and the number of SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
