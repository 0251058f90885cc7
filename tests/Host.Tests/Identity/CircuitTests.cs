using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity;
using PluginPlatform.Identity.Circuits;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class CircuitTests(IdentityPlatform platform)
{
    [Theory]
    [InlineData("SELECT $1", true)]
    [InlineData("UPDATE platform.user_sessions SET ended_at = now() WHERE user_id = (SELECT id FROM platform.users WHERE normalized_user_name = $1)", false)]
    [InlineData("UPDATE platform.users SET security_stamp = 'changed' WHERE normalized_user_name = $1", false)]
    [InlineData("UPDATE platform.users SET tenant_id = 'clinic' WHERE normalized_user_name = $1", false)]
    [InlineData("DELETE FROM platform.user_roles WHERE user_id = (SELECT id FROM platform.users WHERE normalized_user_name = $1)", false)]
    public async Task Circuit_LooksAgain_HoldsOnlyWhileNothingChanged(string change, bool holds)
    {
        await using var app = await IdentityApp.StartAsync(platform);
        var name = await app.AddUserAsync(Roles.Provider);
        var principal = await BeginAsync(app, name);
        await platform.ExecuteAsync(change, name.ToUpperInvariant());

        await using var scope = app.Services.CreateAsyncScope();
        using var circuit = Assert.IsType<CircuitSession>(scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>());

        Assert.Equal(holds, await circuit.HoldsAsync(principal, CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Circuit_IdleForHalfAnHour_HoldsOnlyWhenItsUserActed(bool acts)
    {
        await using var app = await IdentityApp.StartAsync(platform);
        var principal = await BeginAsync(app, await app.AddUserAsync(Roles.Provider));
        await using var scope = app.Services.CreateAsyncScope();
        using var circuit = Assert.IsType<CircuitSession>(scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>());
        var activity = scope.ServiceProvider.GetRequiredService<CircuitActivity>();

        for (var minute = 0; minute < 31; minute++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            if (acts)
            {
                await activity.CreateInboundActivityHandler(_ => Task.CompletedTask)(null!);
            }

            Assert.True(minute < 29 ? await circuit.HoldsAsync(principal, CancellationToken.None) : acts == await circuit.HoldsAsync(principal, CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Registration_BeforeOrAfterComponents_CircuitsUseOurState(bool before)
    {
        var services = new ServiceCollection();
        if (before)
        {
            services.AddPlatformIdentity(options => options.Issuer = IdentityApp.Issuer);
        }

        services.AddRazorComponents().AddInteractiveServerComponents();
        if (!before)
        {
            services.AddPlatformIdentity(options => options.Issuer = IdentityApp.Issuer);
        }

        Assert.Equal(
            typeof(CircuitSession), services.Last(service => service.ServiceType == typeof(AuthenticationStateProvider)).ImplementationType);
    }

    private static async Task<ClaimsPrincipal> BeginAsync(IdentityApp app, string name)
    {
        var stored = await app.Services.GetRequiredService<AccountStore>().FindAsync(name.ToUpperInvariant(), CancellationToken.None);
        return await app.Services.GetRequiredService<SessionStore>().BeginAsync(stored!.Account, new("", "", "", "password"), CancellationToken.None);
    }
}
