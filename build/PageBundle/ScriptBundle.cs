namespace TaskDbLinq.PageBundle;

/// <summary>
/// Few scripts of many modules: one with the entry and what it imports, and one for each module that is imported late, by
/// <c>import("…")</c>, with what only that one needs. What several of those need comes with the entry, so that each module is there once.
/// </summary>
internal sealed class ScriptBundle
{
    private readonly IReadOnlyDictionary<string, string> _files;
    private readonly string _entry;
    private readonly Dictionary<string, Module> _modules = new(StringComparer.Ordinal);

    /// <summary>The modules, each behind those that it imports, the entry last.</summary>
    private readonly List<Module> _order = [];

    /// <summary>The scripts: the entry, and what is imported late.</summary>
    private readonly List<string> _roots = [];

    private ScriptBundle(IReadOnlyDictionary<string, string> files, string entry) => (_files, _entry) = (files, entry);

    /// <summary>Bundles modules, and returns the scripts by their names: each has the name of the module that begins it.</summary>
    /// <exception cref="BundleException">A module can't be bundled.</exception>
    public static SortedDictionary<string, string> Of(IReadOnlyDictionary<string, string> files, string entry)
    {
        var bundle = new ScriptBundle(files, entry);
        bundle.Read(entry);
        foreach (var root in bundle._roots.Where(root => root != entry).Append(entry))
        {
            bundle.Order(root, []);
        }

        return bundle.Write();
    }

    /// <summary>Reads a root, what it imports, and what those import late.</summary>
    private void Read(string root)
    {
        _roots.Add(root);
        var open = new Queue<string>([root]);
        while (open.TryDequeue(out var name))
        {
            if (_modules.ContainsKey(name))
            {
                continue;
            }

            var module = _modules[name] = Module.Read(name, _files[name]);
            foreach (var import in module.Imports.Select(import => import.From).Concat(module.Late.Select(late => late.Target)))
            {
                open.Enqueue(_files.ContainsKey(import) ? import : throw new BundleException(name, 1, $"there is no {import}"));
            }

            _roots.AddRange(module.Late.Select(late => late.Target).Except(_roots));
        }
    }

    private void Order(string name, HashSet<string> above)
    {
        var module = _modules[name];
        if (_order.Contains(module))
        {
            return;
        }

        if (!above.Add(name))
        {
            throw new BundleException(name, 1, $"it imports itself, by way of {string.Join(", ", above)}");
        }

        foreach (var import in module.Imports)
        {
            Order(import.From, above);
            var exported = _modules[import.From].Exports.Select(one => one.Name);
            var missing = import.Bindings.Select(binding => binding.Name).Except(exported).ToList();
            if (missing.Count > 0)
            {
                throw new BundleException(name, 1, $"{import.From} exports no {string.Join(", ", missing)}");
            }
        }

        above.Remove(name);
        _order.Add(module);
    }

    private SortedDictionary<string, string> Write()
    {
        var users = _modules.Keys.ToDictionary(name => name, _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var root in _roots)
        {
            Use(root, root, users);
        }

        foreach (var root in _roots.Where(root => root != _entry && users[root].Count > 1))
        {
            throw new BundleException(root, 1, "it is imported late, and by others from the start");
        }

        var scripts = users.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.Count > 1 ? _entry : pair.Value.First(),
            StringComparer.Ordinal);
        var writer = new ScriptWriter(_order, scripts, _entry);
        return new(_roots.ToDictionary(root => root, writer.Write), StringComparer.Ordinal);
    }

    /// <summary>Notes that a root needs a module, and all that it imports.</summary>
    private void Use(string root, string name, Dictionary<string, HashSet<string>> users)
    {
        if (users[name].Add(root))
        {
            foreach (var import in _modules[name].Imports)
            {
                Use(root, import.From, users);
            }
        }
    }
}
