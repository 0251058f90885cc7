using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using PluginPlatform.Shell;

namespace Shell.Tests.Texts;

public sealed partial class ShellTextTests
{
    private static readonly ResourceManager _texts = new("PluginPlatform.Shell.Text.ShellText", typeof(App).Assembly);

    [Fact]
    public void German_EveryText_HasTheSamePlaceholders()
    {
        var english = Texts(CultureInfo.InvariantCulture);
        var german = Texts(CultureInfo.GetCultureInfo("de"));

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), german.Keys.Order());
        Assert.All(english, text => Assert.Equal(Holes(text.Value), Holes(german[text.Key])));
    }

    [Fact]
    public void Source_EveryKeyUsed_Exists()
    {
        var known = Texts(CultureInfo.InvariantCulture).Keys;
        var used = Directory.EnumerateFiles(ShellFolder(), "*.*", SearchOption.AllDirectories)
            .Where(file => (file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)) && !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => KeyUse().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(known));
    }

    private static Dictionary<string, string> Texts(CultureInfo culture) =>
        _texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(match => match.Value).Distinct().Order();

    private static string ShellFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PluginPlatform.sln")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return Path.Combine(folder.FullName, "shell", "PluginPlatform.Shell");
    }

    [GeneratedRegex("""\bT\("([a-z0-9.]+)"[,)]""")]
    private static partial Regex KeyUse();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();
}
