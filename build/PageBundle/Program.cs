using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TaskDbLinq.PageBundle;

// PageBundle SOURCE TARGET: makes the few files that a browser gets of the many that the page is written in. Their addresses have a hash of
// them all, so that a browser may keep them for good; what is text is there compressed, too.
if (args is not [var source, var target])
{
    Console.Error.WriteLine("usage: PageBundle SOURCE TARGET");
    return 2;
}

try
{
    var files = Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).ToDictionary(
        path => Path.GetRelativePath(source, path).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);
    var bundle = PageFiles.Bundle(files);
    if (Directory.Exists(target))
    {
        Directory.Delete(target, recursive: true);
    }

    foreach (var (name, bytes) in bundle)
    {
        var path = Path.Combine(target, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    return 0;
}
catch (BundleException fault)
{
    // The form that MSBuild shows as an error.
    Console.Error.WriteLine($"{Path.Combine(source, fault.File)}({fault.Line}): error PAGE1: {fault.Message}");
    return 1;
}
