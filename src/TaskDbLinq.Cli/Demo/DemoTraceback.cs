using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Demo;

/// <summary>A traceback as IPython 8 writes it, with its colors.</summary>
internal static class DemoTraceback
{
    private const string Red = "\e[0;31m";
    private const string Green = "\e[0;32m";
    private const string Cyan = "\e[0;36m";
    private const string Blue = "\e[0;34m";
    private const string End = "\e[0m";

    private static readonly Dictionary<string, (int Line, string Before, string Code, string Message)> Places = new()
    {
        ["ValueError"] = (
            41,
            "shape = data.shape",
            "raise ValueError(f\"operands could not be broadcast: {shape}\")",
            "operands could not be broadcast: (512, 3)"),
        ["ZeroDivisionError"] = (87, "total = sum(weights)", "return [w / total for w in weights]", "division by zero"),
        ["KeyError"] = (23, "run = config[\"run\"]", "return config[run][\"seed\"]", "'seed'"),
        ["MemoryError"] = (112, "n = len(grid)", "field = np.empty((n, n, n))", "Unable to allocate 64.0 GiB for an array"),
    };

    public static string Message(string name) => Places[name].Message;

    public static DocumentArray Of(string name, string label)
    {
        var (line, before, code, message) = Places[name];
        return DocumentArray.Of(
            $"{Red}{new string('-', 75)}{End}",
            $"{Red}{name}{End}{new string(' ', 42 - name.Length)}Traceback (most recent call last)",
            $"File {Green}~/study/jobs.py:18{End}, in {Cyan}run{Blue}(job){End}\n{Green}     17{End} log.debug(job)\n"
                + $"{Green}---> 18{End} {label}(job.config, job.data)",
            $"File {Green}~/study/{label}.py:{line}{End}, in {Cyan}{label}{Blue}(config, data){End}\n"
                + $"{Green}     {line - 1}{End} {before}\n{Green}---> {line}{End} {code}",
            $"{Red}{name}{End}: {message}");
    }
}
