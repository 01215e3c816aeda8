using System.Text;

namespace TaskDbLinq.PageBundle;

/// <summary>Writes scripts. A module is a function that is called once, and what it exports a constant.</summary>
/// <param name="order">All modules, each behind those that it imports.</param>
/// <param name="scripts">The script that each module is in.</param>
/// <param name="entry">The script that the others import from.</param>
internal sealed class ScriptWriter(IReadOnlyList<Module> order, IReadOnlyDictionary<string, string> scripts, string entry)
{
    /// <summary>
    /// <c>import { h } from "./dom.js"; export const a = h(); =>
    /// const $a = (() => { const { h } = $dom; const a = h(); return { a }; })();</c>
    /// </summary>
    /// <exception cref="BundleException">What comes out is no module, as with an <c>await</c> outside of a function.</exception>
    public string Write(string script)
    {
        var text = new StringBuilder();
        var own = order.Where(module => scripts[module.Name] == script).ToList();
        var imported = own.SelectMany(module => module.Imports).Select(import => order.First(module => module.Name == import.From))
            .Where(module => scripts[module.Name] != script).ToList();
        if (imported.Count > 0)
        {
            text.Append($"import {Constants(imported)} from \"{Paths.Relative(script, entry)}\";\n");
        }

        foreach (var module in own)
        {
            Write(text, module, script);
        }

        if (script == entry)
        {
            text.Append($"export {Constants(own.Where(IsWanted))};\n");
        }

        Module.Parse(script, text.ToString());
        return text.ToString();
    }

    private void Write(StringBuilder text, Module module, string script)
    {
        var exports = string.Join(", ", module.Exports.Select(one => one.Name == one.Local ? one.Name : $"{one.Name}: {one.Local}"));
        text.Append($"// {module.Name}\n");
        text.Append(module.Name == entry ? string.Empty
            : module.Name == script ? $"export const {{ {string.Join(", ", module.Exports.Select(one => one.Name))} }} = "
            : $"const {module.Constant} = ");
        text.Append("(() => {\n");
        foreach (var import in module.Imports)
        {
            var names = import.Bindings.Select(one => one.Name == one.Local ? one.Name : $"{one.Name}: {one.Local}");
            text.Append($"const {{ {string.Join(", ", names)} }} = {order.First(other => other.Name == import.From).Constant};\n");
        }

        text.Append(module.Body(script));
        text.Append(exports.Length == 0 ? "\n})();\n" : $"\nreturn {{ {exports} }};\n}})();\n");
    }

    /// <summary><c>{ $lib_api, $lib_dom }</c></summary>
    private static string Constants(IEnumerable<Module> modules) =>
        $"{{ {string.Join(", ", modules.Select(module => module.Constant).Distinct().Order(StringComparer.Ordinal))} }}";

    /// <summary>Whether another script imports from a module.</summary>
    private bool IsWanted(Module module) => order.Any(other =>
        scripts[other.Name] != scripts[module.Name] && other.Imports.Any(import => import.From == module.Name));
}
