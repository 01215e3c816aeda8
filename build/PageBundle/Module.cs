using Acornima;
using Acornima.Ast;

namespace TaskDbLinq.PageBundle;

/// <summary>A name that a module takes from another, and the one that it calls it by.</summary>
internal readonly record struct Binding(string Name, string Local);

/// <summary>What a module imports from another when it starts.</summary>
internal sealed record Import(string From, IReadOnlyList<Binding> Bindings);

/// <summary>An <c>import("…")</c>: the stretch of its text, quotes included, and the file that it loads.</summary>
internal readonly record struct LateImport(int Start, int End, string Target);

/// <summary>A stretch of the text that isn't written.</summary>
internal readonly record struct Cut(int Start, int End);

/// <summary>
/// An ES module, read by a parser: what it imports and exports, and which parts of its text say so. It has to say it in the plain ways
/// that can be bundled, by names; all others are refused.
/// </summary>
internal sealed class Module
{
    private readonly string _text;
    private readonly List<Cut> _cuts = [];
    private readonly List<Import> _imports = [];
    private readonly List<Binding> _exports = [];
    private readonly List<LateImport> _late = [];

    private Module(string name, string text) => (Name, _text) = (name, text);

    public string Name { get; }

    /// <summary>Gets the name of the constant that holds what the module exports.</summary>
    public string Constant => "$" + Name[..^3].Replace('/', '_').Replace('.', '_').Replace('-', '_');

    public IReadOnlyList<Import> Imports => _imports;

    public IReadOnlyList<Binding> Exports => _exports;

    public IReadOnlyList<LateImport> Late => _late;

    /// <exception cref="BundleException">It isn't a module, or says something in a way that can't be bundled.</exception>
    public static Module Read(string name, string text)
    {
        var module = new Module(name, text);
        var program = Parse(name, text);
        foreach (var statement in program.Body)
        {
            module.Take(statement);
        }

        foreach (var node in program.DescendantNodes())
        {
            module.TakeLate(node);
        }

        return module;
    }

    public static Acornima.Ast.Module Parse(string name, string text)
    {
        try
        {
            return new Parser(new ParserOptions { EcmaVersion = EcmaVersion.Latest }).ParseModule(text, name);
        }
        catch (SyntaxErrorException fault)
        {
            throw new BundleException(name, fault.LineNumber, fault.Description);
        }
    }

    /// <summary>The text without its imports and exports, in a file of which each late import is told from there.</summary>
    public string Body(string file)
    {
        var edits = _cuts.Select(cut => (cut.Start, cut.End, Text: string.Empty))
            .Concat(_late.Select(late => (late.Start, late.End, Text: $"\"{Paths.Relative(file, late.Target)}\"")));
        var (parts, at) = (new List<string>(), 0);
        foreach (var (start, end, text) in edits.OrderBy(edit => edit.Start))
        {
            parts.Add(_text[at..start]);
            parts.Add(text);
            at = end;
        }

        return string.Concat(parts.Append(_text[at..])).Trim();
    }

    private void Take(Node statement)
    {
        switch (statement)
        {
            case ImportDeclaration import:
                _imports.Add(new Import(Target(import, import.Source.Value), [.. import.Specifiers.Select(Bound)]));
                _cuts.Add(new Cut(import.Start, import.End));
                break;
            case ExportNamedDeclaration { Source: null, Declaration: { } declaration } export:
                _exports.AddRange(NamesOf(declaration).Select(name => new Binding(name, name)));
                _cuts.Add(new Cut(export.Start, declaration.Start));
                break;
            case ExportNamedDeclaration { Source: null } export:
                _exports.AddRange(export.Specifiers.Select(one => new Binding(NameOf(one.Exported), NameOf(one.Local))));
                _cuts.Add(new Cut(export.Start, export.End));
                break;
            case ImportOrExportDeclaration:
                throw Refused(statement, "only names that are declared here are exported: no default, nothing of another module");
        }
    }

    private void TakeLate(Node node)
    {
        if (node is ImportExpression late)
        {
            var source = late.Source as StringLiteral ?? throw Refused(node, "import(…) takes a text");
            _late.Add(new LateImport(source.Start, source.End, Target(node, source.Value)));
        }
        else if (node is MetaProperty { Meta.Name: "import" })
        {
            throw Refused(node, "import.meta is of the file, not of the module");
        }
    }

    private Binding Bound(ImportDeclarationSpecifier specifier) => specifier is ImportSpecifier named
        ? new Binding(NameOf(named.Imported), named.Local.Name)
        : throw Refused(specifier, "only names are imported: { a, b as c }");

    private IEnumerable<string> NamesOf(Node declaration) => declaration switch
    {
        FunctionDeclaration { Id: { } id } => [id.Name],
        ClassDeclaration { Id: { } id } => [id.Name],
        VariableDeclaration { Kind: VariableDeclarationKind.Const } constants => constants.Declarations.Select(one => NameOf(one.Id)),
        _ => throw Refused(declaration, "only functions, classes and constants are exported: others could change"),
    };

    private string NameOf(Node node) => node is Identifier name ? name.Name : throw Refused(node, "expected a name");

    private string Target(Node node, string source) => source.StartsWith("./", StringComparison.Ordinal)
        || source.StartsWith("../", StringComparison.Ordinal) ? Paths.Resolve(Name, source)
        : throw Refused(node, $"'{source}': expected a path that begins with ./ or ../");

    private BundleException Refused(Node node, string reason) => new(Name, node.Location.Start.Line, reason);
}
