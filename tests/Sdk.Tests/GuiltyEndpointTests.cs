using PluginPlatform.Sdk.Testing.Contract;

namespace Sdk.Tests;

/// <summary>Each check of the contract suite catches the endpoint that breaks it.</summary>
public sealed class GuiltyEndpointTests(GuiltyServer server) : IClassFixture<GuiltyServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/undeclared", "names no permission")]
    [InlineData("/undeclared", "does not say which patient data")]
    [InlineData("/open", "is open to anybody")]
    [InlineData("/unguarded", "answers 200 to a call without credentials")]
    [InlineData("/unguarded", "answers 200 to a user without guilty:read")]
    [InlineData("/mute", "without WWW-Authenticate")]
    [InlineData("/swallows", "answers 200 to a body that is cut off")]
    [InlineData("/crashes", "answers 500 to a body that is absent")]
    [InlineData("/crashes", "shows a stack trace")]
    [InlineData("/deaf", "were never read")]
    [InlineData("/fragile", "answers 500 when id is")]
    public async Task Check_OfAGuiltyEndpoint_CatchesIt(string path, string what)
    {
        using var target = server.Only(path);

        var findings = await EndpointContract.CheckAsync(target, new(), Token);

        Assert.Contains(findings, finding => finding.Where.Contains(path, StringComparison.Ordinal) && finding.What.Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_OfAGoodEndpoint_IsSilent()
    {
        using var target = server.Only("/good");

        Assert.Empty(await EndpointContract.CheckAsync(target, new(), Token));
    }

    [Fact]
    public async Task Check_WithNothingToWalk_SaysSo()
    {
        using var target = server.Only("/nothing");

        await Assert.ThrowsAsync<InvalidOperationException>(() => EndpointContract.CheckAsync(target, new(), Token));
    }
}
