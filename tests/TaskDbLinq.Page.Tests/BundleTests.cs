using TaskDbLinq.PageBundle;

namespace TaskDbLinq.Page.Tests;

/// <summary>Few scripts of many modules: what is written, and what is refused. Answers are written by hand.</summary>
public class BundleTests
{
    [Fact]
    public void A_module_is_a_function_and_what_it_exports_a_constant()
    {
        var scripts = Scripts(
            ("app.js", """
                import { twice as two } from "./lib/math.js";
                const VIEW = () => import("./views/late.js");
                console.log(two(21), "export const none = 1;", VIEW);
                """),
            ("lib/math.js", """
                // Numbers.
                export const twice = (n) => n * TWO;
                const TWO = 2;
                export class Sum {}
                """),
            ("views/late.js", """
                import { Sum } from "../lib/math.js";
                import { own } from "./own.js";
                export function view() { return [own, new Sum()]; }
                """),
            ("views/own.js", "const mine = 1;\nexport { mine as own };\n"));
        Assert.Equal(["app.js", "views/late.js"], scripts.Keys);
        Assert.Equal(
            """
            // lib/math.js
            const $lib_math = (() => {
            // Numbers.
            const twice = (n) => n * TWO;
            const TWO = 2;
            class Sum {}
            return { twice, Sum };
            })();
            // app.js
            (() => {
            const { twice: two } = $lib_math;
            const VIEW = () => import("./views/late.js");
            console.log(two(21), "export const none = 1;", VIEW);
            })();
            export { $lib_math };

            """,
            scripts["app.js"]);
        Assert.Equal(
            """
            import { $lib_math } from "../app.js";
            // views/own.js
            const $views_own = (() => {
            const mine = 1;
            return { own: mine };
            })();
            // views/late.js
            export const { view } = (() => {
            const { Sum } = $lib_math;
            const { own } = $views_own;
            function view() { return [own, new Sum()]; }
            return { view };
            })();

            """,
            scripts["views/late.js"]);
    }

    [Fact]
    public void What_two_late_modules_share_comes_with_the_first_script()
    {
        var scripts = Scripts(
            ("app.js", """import("./a/one.js"); import("./a/two.js");"""),
            ("a/one.js", """import { x } from "../shared.js"; export const one = x; import("../deep.js");"""),
            ("a/two.js", """import { x } from "../shared.js"; export const two = x;"""),
            ("deep.js", "export const deep = 3;"),
            ("shared.js", "export const x = 1;"));
        Assert.Equal(["a/one.js", "a/two.js", "app.js", "deep.js"], scripts.Keys);
        Assert.Contains("const $shared = ", scripts["app.js"], StringComparison.Ordinal);
        Assert.All(["a/one.js", "a/two.js"], name =>
        {
            Assert.StartsWith("import { $shared } from \"../app.js\";\n", scripts[name], StringComparison.Ordinal);
            Assert.DoesNotContain("const $shared = ", scripts[name], StringComparison.Ordinal);
        });
        Assert.Contains("import(\"../deep.js\")", scripts["a/one.js"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export default 1;", 1, "no default")]
    [InlineData("export * from './other.js';", 1, "no default, nothing of another module")]
    [InlineData("export { x } from './other.js';", 1, "nothing of another module")]
    [InlineData("\nexport let x = 1;", 2, "others could change")]
    [InlineData("export const { a } = {};", 1, "expected a name")]
    [InlineData("import x from './other.js';", 1, "only names are imported")]
    [InlineData("import * as x from './other.js';", 1, "only names are imported")]
    [InlineData("import { y } from './other.js';", 1, "other.js exports no y")]
    [InlineData("import { x } from './none.js';", 1, "there is no none.js")]
    [InlineData("import { x } from 'package';", 1, "expected a path")]
    [InlineData("import { x } from './round.js';", 1, "it imports itself")]
    [InlineData("const name = './other.js';\nimport(name);", 2, "takes a text")]
    [InlineData("console.log(import.meta.url);", 1, "import.meta")]
    [InlineData("import { x } from './other.js';\nimport('./other.js');", 1, "imported late, and by others")]
    [InlineData("const x = ;", 1, "Unexpected token")]
    [InlineData("const x = 1;\nawait x;", 4, "Unexpected")]
    public void What_cannot_be_bundled_is_refused_at_its_line(string text, int line, string reason)
    {
        var fault = Assert.Throws<BundleException>(() =>
            Scripts(("app.js", text), ("other.js", "export const x = 1;"), ("round.js", "import './app.js'; export const x = 1;")));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal(line, fault.Line);
    }

    [Fact]
    public void Imported_styles_stand_where_they_are_imported()
    {
        var files = Files(
            ("css/page.css", "/* all */\n@import \"a.css\";\n@import \"../vendor/b.css\";\n"),
            ("css/a.css", ".a {}\n"),
            ("vendor/b.css", ".b {}"));
        Assert.Equal("/* all */\n.a {}\n\n.b {}\n", StyleBundle.Of(files, "css/page.css"));
        Assert.Throws<BundleException>(() => StyleBundle.Of(Files(("css/page.css", "@import \"none.css\";\n")), "css/page.css"));
        Assert.Throws<BundleException>(() => StyleBundle.Of(
            Files(("css/page.css", "@import \"../vendor/b.css\";\n"), ("vendor/b.css", ".b { background: url(b.png) }")), "css/page.css"));
    }

    private static SortedDictionary<string, string> Scripts(params (string Name, string Text)[] files) =>
        ScriptBundle.Of(files.ToDictionary(file => file.Name, file => file.Text), "app.js");

    private static Dictionary<string, byte[]> Files(params (string Name, string Text)[] files) =>
        files.ToDictionary(file => file.Name, file => System.Text.Encoding.UTF8.GetBytes(file.Text));
}
