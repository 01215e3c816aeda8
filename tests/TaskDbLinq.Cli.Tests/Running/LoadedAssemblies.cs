#pragma warning disable CA1050 // The runtime looks for a startup hook of this name, outside of any namespace.

/// <summary>Runs within <c>taskdb</c> before its own code, and writes down at the end which assemblies it loaded.</summary>
/// <seealso href="https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md"/>
internal static class StartupHook
{
    /// <summary>The environment variable that names the file.</summary>
    public const string File = "TASKDB_TEST_LOADED";

    public static void Initialize()
    {
        var file = Environment.GetEnvironmentVariable(File)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            System.IO.File.WriteAllLines(file, AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!));
    }
}
