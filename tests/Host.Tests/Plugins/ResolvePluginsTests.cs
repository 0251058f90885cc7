using PluginPlatform.Plugins.Configuration;
using PluginPlatform.Plugins.Manifests;
using PluginPlatform.Plugins.Resolving;

namespace Host.Tests.Plugins;

public sealed class ResolvePluginsTests
{
    private static readonly Version Sdk = new(1, 0, 0);

    [Fact]
    public void Resolve_DependencyMissing_NamesItAndTheMend()
    {
        var resolution = Resolve(Installed("b", "1.0.0", ("a", "1.*")), On("b"));

        var refusal = Assert.Single(resolution.Refused);
        Assert.Contains("It needs a 1.*, which plugins.json does not name", refusal.Reason, StringComparison.Ordinal);
        Assert.Contains("Install a", refusal.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_DependencyInTheWrongVersion_NamesBoth()
    {
        var resolution = Resolve([.. Installed("a", "2.6.1"), .. Installed("b", "1.0.0", ("a", "3.*"))], [.. On("a"), .. On("b")]);

        Assert.Equal("It needs a 3.* and 2.6.1 is here.", Assert.Single(resolution.Refused).Reason);
    }

    [Fact]
    public void Resolve_Cycle_NamesTheWholeCircle()
    {
        var resolution = Resolve(
            [.. Installed("a", "1.0.0", ("b", "*")), .. Installed("b", "1.0.0", ("c", "*")), .. Installed("c", "1.0.0", ("a", "*"))],
            [.. On("a"), .. On("b"), .. On("c")]);

        Assert.Empty(resolution.Ordered);
        Assert.Contains(resolution.Refused, r => r.Reason.StartsWith("a needs b needs c needs a", StringComparison.Ordinal));
    }

    [Fact]
    public void Resolve_RefusedDependency_SpreadsWithItsReason()
    {
        var resolution = Resolve(
            [.. Installed("b", "1.0.0", ("a", "*")), .. Installed("c", "1.0.0", ("b", "*"))], [.. On("b"), .. On("c")]);

        Assert.Contains(resolution.Refused, r => r.Plugin == "c" && r.Reason.Contains("It needs b, which cannot start: It needs a", StringComparison.Ordinal));
    }

    [Fact]
    public void Resolve_SeveralVersions_TakesTheHighestInRange()
    {
        var resolution = Resolve([.. Installed("a", "1.2.0"), .. Installed("a", "1.10.0"), .. Installed("a", "2.0.0")], On("a", "1.*"));

        Assert.Equal("1.10.0", Assert.Single(resolution.Ordered).Installed.Manifest.Version);
    }

    [Fact]
    public void Resolve_Dependencies_ComeFirst()
    {
        var resolution = Resolve(
            [.. Installed("a", "1.0.0", ("z", "*")), .. Installed("z", "1.0.0")], [.. On("a"), .. On("z")]);

        Assert.Equal(["z", "a"], resolution.Ordered.Select(p => p.Id));
    }

    [Theory]
    [InlineData("*", "9.9.9", true)]
    [InlineData("1.*", "1.99.0", true)]
    [InlineData("1.*", "2.0.0", false)]
    [InlineData("1.2.*", "1.3.0", false)]
    [InlineData("1.2.3", "1.2.3", true)]
    [InlineData("1.2.3", "1.2.4", false)]
    [InlineData(">=1.2", "1.2.0", true)]
    [InlineData(">=1.2", "1.1.9", false)]
    [InlineData("[1.2,2.0)", "1.9.9", true)]
    [InlineData("[1.2,2.0)", "2.0.0", false)]
    [InlineData("(,2.0]", "2.0.0", true)]
    public void Range_Contains_AsWritten(string range, string version, bool contained)
    {
        Assert.True(VersionRange.TryParse(range, out var parsed));
        Assert.Equal(contained, parsed.Contains(Version.Parse(version)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.x")]
    [InlineData("[1.0")]
    [InlineData("latest")]
    [InlineData("1.2.3.4")]
    public void Range_OfAnotherForm_IsNone(string range) => Assert.False(VersionRange.TryParse(range, out _));

    private static Resolution Resolve(IReadOnlyList<InstalledPlugin> installed, Dictionary<string, PluginEntry> entries) =>
        ResolvePlugins.From(new PluginsFile(entries), new Discovery(installed, []), Sdk);

    private static Resolution Resolve(IReadOnlyList<InstalledPlugin> installed, IEnumerable<KeyValuePair<string, PluginEntry>> entries) =>
        Resolve(installed, entries.ToDictionary());

    private static Dictionary<string, PluginEntry> On(string id, string range = "*") =>
        new() { [id] = new(range, true, null, null, null) };

    private static List<InstalledPlugin> Installed(string id, string version, params (string Id, string Range)[] requires) =>
        [new(new PluginManifest
        {
            Id = id, Name = id, Version = version, Sdk = "1.*", Entry = id, Assemblies = new Dictionary<string, string>(),
            Requires = requires.ToDictionary(r => r.Id, r => r.Range),
        }, Version.Parse(version), "")];
}
