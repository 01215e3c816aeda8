using System.Globalization;
using System.Text;

namespace TaskDbLinq.Cli.Hosting;

/// <summary>What a command sees of the world around it: where its output goes, and how much room there is.</summary>
internal sealed class Shell(Stream output, TextWriter error)
{
    private const int UsualWidth = 80;
    private const int BufferSize = 1 << 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Standard output, buffered.</summary>
    public Stream Output { get; } = new BufferedStream(output, BufferSize);

    /// <summary>Standard output for text; what is written comes behind what <see cref="Output"/> holds already.</summary>
    public TextWriter Text =>
        field ??= new StreamWriter(Output, Utf8, bufferSize: -1, leaveOpen: true) { AutoFlush = true, NewLine = "\n" };

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Whether a person looks at standard error: only then is progress shown there.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Standard input, for a filter that is piped in.</summary>
    public Func<TextReader> Input { get; init; } = () => TextReader.Null;

    /// <summary>Where a person answers a question; null when nobody is there to be asked.</summary>
    public Func<TextReader>? Answers { get; init; }

    /// <summary>Whether a person looks at the output.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>How many columns a line has.</summary>
    public int Width { get; init; } = UsualWidth;

    /// <summary>Whether the output may have colors.</summary>
    public bool Color { get; init; }

    public static Shell OfProcess()
    {
        var terminal = !Console.IsOutputRedirected;
        return new Shell(StandardOutput.Open(), new DeferredWriter(OpenError))
        {
            IsTerminal = terminal,
            Input = () => Console.In,
            ErrorIsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Answers = Console.IsInputRedirected || Console.IsErrorRedirected ? null : () => Console.In,
            Width = FindWidth(terminal),
            Color = terminal && WantsColor(Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM")),
        };
    }

    /// <summary>Whether the person at a terminal wants colors, by what is in the environment.</summary>
    /// <seealso href="https://no-color.org">Set and not empty.</seealso>
    public static bool WantsColor(string? noColor, string? term) => string.IsNullOrEmpty(noColor) && term != "dumb";

    /// <summary>Hands on what is still buffered.</summary>
    public void Flush() => Output.Flush();

    private static StreamWriter OpenError() => new(Console.OpenStandardError(), Utf8) { AutoFlush = true, NewLine = "\n" };

    /// <summary>COLUMNS wins over the terminal, so that a width can be asked for.</summary>
    private static int FindWidth(bool terminal) =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
            && columns > 0
            ? columns
        : terminal && Console.WindowWidth is > 0 and var width ? width
        : UsualWidth;
}
