using System.Text.RegularExpressions;
using Architecture.Tests.Reading;

namespace Architecture.Tests.Rules;

/// <summary>No file names a machine's own path, a package registry, or something that looks like a secret.</summary>
public sealed partial class TextNamesNoMachine : Rule
{
    // Put together here, so that this file keeps its own rule.
    public override IReadOnlyList<Tree> Guilty =>
    [
        Tree.Of("docs/a.md", "see /wo" + "rk/shared/data"), Tree.Of("run.sh", "cd /ho" + "me/somebody/clone"), Tree.Of("a.json", "C:\\Us" + "ers\\somebody"),
        Tree.Of("package-lock.json", "\"resol" + "ved\": \"http" + "s://packages.example/d3\""), Tree.Of("a.props", "https://nu" + "get.example/index.json"),
        Tree.Of("host/H/key.txt", "-----BEGIN EC PRIVATE" + " KEY-----"), Tree.Of("a.sh", "AKI" + "AABCDEFGHIJKLMNOP"),
        Tree.Of("a.sh", "token=gh" + "p_abcdefghijklmnopqrstuvwxyz0123456789"),
    ];

    public override Tree Innocent => Tree.Of("docs/a.md", "Put the data beside the clone (../shared/data) and open http://127.0.0.1:8080/work/lists; xmlns http://www.w3.org/2000/svg");

    public override IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.Files
        from Match match in Forbidden.Matches(file.Text)
        select new Finding(file.Path, $"line {file.Text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}");

    [GeneratedRegex("""
        (?<![\w.:/])/w[o]rk/\w+ | (?<![\w.:])/h[o]me/\w+ | (?<![\w.:])/r[o]ot/\w+ | [A-Z]:\\\\?Us[e]rs\\
        | https?://[\w.-]*(nug[e]t|npmj[s]|yarnpk[g]|artifact[o]ry|pypi|pkgs\.dev\.azure)[\w.-]* | "resolv[e]d":\s*"http
        | -----BEGIN\s[A-Z ]*PRIVATE\sKEY | \bAKI[A][0-9A-Z]{16}\b | \bgh[p]_\w{30,} | \bxox[b]-\w{10,}
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Forbidden { get; }
}
