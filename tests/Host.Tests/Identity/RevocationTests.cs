using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Bearer;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Revoking;
using PluginPlatform.Identity.Signals;
using PluginPlatform.Sdk.Calls;

namespace Host.Tests.Identity;

/// <summary>Two hosts with one database: what one of them takes back, both refuse within a second.</summary>
[Collection(IdentityCollection.Name)]
public sealed class RevocationTests(IdentityPlatform platform) : IAsyncLifetime
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(1);

    private IdentityApp _here = null!;
    private IdentityApp _there = null!;
    private AddClientOutcome.Added _client = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _here = await IdentityApp.StartAsync(platform);
        _there = await IdentityApp.StartAsync(platform);
        _client = await _here.AddClientAsync("system/*.cruds");
        using var http = _here.Client();
        _token = await http.AccessTokenAsync(_client.Id, _client.Secret);
    }

    public async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    [Fact]
    public async Task Api_ClientDeactivatedElsewhere_IsRefusedWithinASecondOnEveryHost() =>
        await AssertObeyedAsync(() => _here.Services.GetRequiredService<ClientRoster>().ActivateAsync(
            _client.Id, active: false, Actor.Plugin("tests"), AdminReach.Operator, CancellationToken.None));

    [Fact]
    public async Task Api_TokenRevokedElsewhere_IsRefusedWithinASecondOnEveryHostAndForGood()
    {
        using var http = _here.Client();
        var other = await http.AccessTokenAsync(_client.Id, _client.Secret);
        var token = new JsonWebToken(_token);

        await AssertObeyedAsync(() => _here.Services.GetRequiredService<RevokedTokens>().RevokeAsync(token.Id, token.ValidTo, CancellationToken.None));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_there, other));
        await using var later = await IdentityApp.StartAsync(platform);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(later));
    }

    // Not by way of the platform's code: whoever changes the row, the database tells.
    [Fact]
    public async Task Api_RowChangedAtADatabasePrompt_IsObeyedWithinASecond() =>
        await AssertObeyedAsync(() => platform.ExecuteAsync("UPDATE platform.clients SET scopes = '{system/Patient.rs}' WHERE id = $1", _client.Id));

    [Fact]
    public async Task Api_TenantSuspended_IsRefusedWithinASecond()
    {
        var tenant = IdentityApp.Fresh("t")[..20];
        await platform.ExecuteAsync("INSERT INTO platform.tenant (id, name) VALUES ($1, 'T')", tenant);
        await platform.ExecuteAsync("UPDATE platform.clients SET tenant_id = $2 WHERE id = $1", _client.Id, tenant);

        await AssertObeyedAsync(() => platform.ExecuteAsync("UPDATE platform.tenant SET state = 'suspended' WHERE id = $1", tenant));
    }

    [Fact]
    public async Task Api_ListeningWasCutOff_WhatChangedMeanwhileIsObeyed()
    {
        await WarmAsync(_there);

        await platform.ExecuteAsync(
            """
            WITH cut AS MATERIALIZED (
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query IN ('SELECT 1', 'LISTEN platform_security') AND pid <> pg_backend_pid())
            UPDATE platform.clients SET active = (SELECT count < 0 FROM cut) WHERE id = $1
            """,
            _client.Id);

        await RefusedWithinAsync(_there, Stopwatch.StartNew());
        await HeardAgainAsync(_there.Services.GetRequiredService<SecuritySignals>());
    }

    [Fact]
    public void Cache_NothingHeard_BelievesNothing()
    {
        var signals = new SecuritySignals(TimeProvider.System);
        var cache = new ObedientCache<string, string>(10, TimeSpan.FromMinutes(1), signals, TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();

        cache.Keep("a", "1", DateTimeOffset.MaxValue, ["client:a"], signals.Generation);
        Assert.Null(cache.Find("a"));
        signals.Hear(start);
        Assert.Equal("1", cache.Find("a"));
        signals.Tell("client:b");
        Assert.Equal("1", cache.Find("a"));
        signals.Lose();
        Assert.Null(cache.Find("a"));
        signals.Hear(start - (long)(1.1 * Stopwatch.Frequency));
        Assert.Null(cache.Find("a"));
    }

    // Read before the change, kept after it: that is how a revoked client would stay alive.
    [Fact]
    public void Cache_ReadBeforeASignalAndKeptAfter_IsNotKept()
    {
        var signals = new SecuritySignals(TimeProvider.System);
        var cache = new ObedientCache<string, string>(10, TimeSpan.FromMinutes(1), signals, TimeProvider.System);
        signals.Hear(TimeProvider.System.GetTimestamp());
        var before = signals.Generation;
        signals.Tell("client:a");

        cache.Keep("a", "1", DateTimeOffset.MaxValue, ["client:a"], before);

        Assert.Null(cache.Find("a"));
    }

    private async Task AssertObeyedAsync(Func<Task> change)
    {
        await WarmAsync(_here);
        await WarmAsync(_there);
        await change();
        var since = Stopwatch.StartNew();
        await RefusedWithinAsync(_here, since);
        await RefusedWithinAsync(_there, since);
    }

    // Until the answer comes from the cache. A signal on its way may keep the first ones out of it.
    private async Task WarmAsync(IdentityApp app)
    {
        await HeardAgainAsync(app.Services.GetRequiredService<SecuritySignals>());
        var cache = app.Services.GetRequiredService<AccessTokenReader>().Cache;
        for (var waited = Stopwatch.StartNew(); await StatusAsync(app) != HttpStatusCode.OK || cache.Count == 0;)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20), "It is not accepted and kept.");
        }
    }

    private static async Task HeardAgainAsync(SecuritySignals signals)
    {
        for (var waited = Stopwatch.StartNew(); !signals.IsHeard; await Task.Delay(10))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20), "The database is not heard.");
        }
    }

    private async Task RefusedWithinAsync(IdentityApp app, Stopwatch since)
    {
        while (await StatusAsync(app) != HttpStatusCode.Unauthorized)
        {
            Assert.True(since.Elapsed < Allowed, $"Still accepted after {since.ElapsedMilliseconds} ms.");
        }
    }

    private async Task<HttpStatusCode> StatusAsync(IdentityApp app, string? token = null)
    {
        using var http = app.Client();
        using var answer = await http.WithTokenAsync(token ?? _token);
        return answer.StatusCode;
    }
}
