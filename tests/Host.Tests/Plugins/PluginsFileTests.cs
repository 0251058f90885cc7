using System.Text;
using PluginPlatform.Plugins.Configuration;

namespace Host.Tests.Plugins;

public sealed class PluginsFileTests
{
    [Theory]
    [InlineData("{ \"plugins\": {\n\n \"a\": { \"enabled\": \"yes\" } } }", 3, "true or false")]
    [InlineData("{ \"plugins\": {\n \"a\": { \"version\": \"one\" } } }", 2, "'one' is not a version range")]
    [InlineData("{ \"plugins\": {\n \"a\": { \"grants\": [\"phi.see:*\"] } } }", 2, "is not a grant")]
    [InlineData("{ \"plugin\": { } }", 1, "'plugin' is not known here")]
    [InlineData("{ \"plugins\": {\n \"a\": { \"enabled\": true }\n \"b\": { } } }", 3, "")]
    [InlineData("{ \"plugins\": { \"a\": {}, \"a\": {} } }", 1, "stands twice")]
    [InlineData("", 1, "")]
    public void Parse_Mistake_IsToldWithItsLine(string text, long line, string said)
    {
        var (file, error) = ReadPluginsFile.Parse("plugins.json", Encoding.UTF8.GetBytes(text));

        Assert.Null(file);
        Assert.Equal(line, error!.Line);
        Assert.Contains(said, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_CommentsAndTrailingCommas_AreAllowed()
    {
        var (file, error) = ReadPluginsFile.Parse("plugins.json", "{ // why\n \"plugins\": { \"a\": { \"enabled\": true, }, }, }"u8.ToArray());

        Assert.Null(error);
        Assert.True(file!.Plugins["a"].Enabled);
        Assert.Null(file.Plugins["a"].Grants);
    }

    [Theory]
    [InlineData("{ \"plugins\": { /* keep */ \"a\": { \"enabled\": false, \"version\": \"1.*\" } } }")]
    [InlineData("{ \"plugins\": { /* keep */ \"a\": { \"version\": \"1.*\" } } }")]
    [InlineData("{ \"plugins\": { /* keep */ \"b\": { \"enabled\": false }, \"a\": { \"settings\": { \"enabled\": false }, \"enabled\": false } } }")]
    public void Switch_OfOnePlugin_ChangesOneWordAndKeepsTheComments(string text)
    {
        var changed = EditPluginsFile.Switch(Encoding.UTF8.GetBytes(text), "a", enabled: true)!;

        Assert.Contains("/* keep */", Encoding.UTF8.GetString(changed), StringComparison.Ordinal);
        var (file, _) = ReadPluginsFile.Parse("plugins.json", changed);
        Assert.True(file!.Plugins["a"].Enabled);
        Assert.DoesNotContain(file.Plugins, p => p.Key == "b" && p.Value.Enabled);
    }

    [Fact]
    public void Switch_UnknownPlugin_IsNull() => Assert.Null(EditPluginsFile.Switch("{ \"plugins\": {} }"u8.ToArray(), "a", true));
}
