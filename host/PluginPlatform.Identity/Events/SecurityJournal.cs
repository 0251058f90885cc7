using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Tokens;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Events;

/// <summary>Writes down what happened at the door: one line in the log, one event in the trail.</summary>
internal sealed class SecurityJournal(ISecurityEvents events, TenantStates tenants, ILogger<SecurityJournal> logger)
{
    private const string Nobody = "unknown";

    private static readonly Actor Anonymous = new(ActorKind.Anonymous, "", "anonymous");

    /// <param name="method">See <see cref="SignIn.SignInMethods"/>.</param>
    public Task SignedInAsync(Account account, string method, HttpContext context, CancellationToken cancellationToken)
    {
        logger.SignedIn(account.Id.ToString(), account.Tenant, AddressOf(context));
        return RecordAsync(SecurityEventKind.SignedIn, account.Tenant, ActorOf(account), method, context, cancellationToken);
    }

    public Task SignInRefusedAsync(string reason, Account? account, HttpContext context, CancellationToken cancellationToken)
    {
        logger.SignInRefused(AddressOf(context), reason, account?.Id.ToString() ?? Nobody);
        var actor = account is null ? Anonymous : ActorOf(account);
        return RecordAsync(SecurityEventKind.SignInRefused, account?.Tenant, actor, reason, context, cancellationToken);
    }

    public Task SignedOutAsync(CallContext call, HttpContext context, CancellationToken cancellationToken)
    {
        logger.SignedOut(call.Actor.Id);
        return RecordAsync(SecurityEventKind.SignedOut, call.Tenant, call.Actor, "asked", context, cancellationToken);
    }

    /// <summary>A user changed something about the own account.</summary>
    public Task AccountAsync(CallContext call, string reason, HttpContext context, CancellationToken cancellationToken)
    {
        logger.AccountChanged(call.Actor.Id, reason);
        return RecordAsync(SecurityEventKind.AccountChanged, call.Tenant, call.Actor, reason, context, cancellationToken);
    }

    /// <summary>A user changed something about the own account on the way in.</summary>
    public Task AccountAsync(Account account, string reason, HttpContext context, CancellationToken cancellationToken)
    {
        logger.AccountChanged(account.Id.ToString(), reason);
        return RecordAsync(SecurityEventKind.AccountChanged, account.Tenant, ActorOf(account), reason, context, cancellationToken);
    }

    /// <summary>Somebody who is signed in failed to prove who he is when asked again.</summary>
    public Task AccountRefusedAsync(CallContext call, string reason, HttpContext context, CancellationToken cancellationToken)
    {
        logger.SignInRefused(AddressOf(context), reason, call.Actor.Id);
        return RecordAsync(SecurityEventKind.SignInRefused, call.Tenant, call.Actor, reason, context, cancellationToken);
    }

    public Task TokenAsync(TokenOutcome outcome, HttpContext context, CancellationToken cancellationToken)
    {
        var actor = outcome switch
        {
            { Grant.User: { } user } => ActorOf(user),
            { Named: { } client } => ActorOf(client),
            _ => Anonymous,
        };
        if (outcome.Error is not { } error)
        {
            logger.TokenIssued(actor.Id);
            return RecordAsync(
                SecurityEventKind.TokenIssued, outcome.Named?.Tenant, actor, ReasonOf(outcome), context, cancellationToken);
        }

        logger.TokenRefused(AddressOf(context), error.Code, outcome.Named?.Id ?? Nobody);
        return RecordAsync(
            SecurityEventKind.TokenRefused, outcome.Named?.Tenant, actor, error.Code, context, cancellationToken);
    }

    /// <param name="account">The person asked.</param>
    /// <param name="client">The client that asked.</param>
    /// <param name="error">Why not; null when a code went out.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task AuthorizationAsync(
        Account account, Client client, string? error, HttpContext context, CancellationToken cancellationToken)
    {
        var kind = error is null ? SecurityEventKind.AuthorizationGranted : SecurityEventKind.AuthorizationRefused;
        logger.Authorization(account.Id.ToString(), client.Id, error ?? "allowed");
        return RecordAsync(kind, account.Tenant, ActorOf(account), $"{error ?? "allowed"} {client.Id}", context, cancellationToken);
    }

    public Task TokenRevokedAsync(Client client, HttpContext context, CancellationToken cancellationToken)
    {
        logger.TokenRevoked(client.Id);
        return RecordAsync(SecurityEventKind.TokenRevoked, client.Tenant, ActorOf(client), "given_back", context, cancellationToken);
    }

    private static string ReasonOf(TokenOutcome outcome) =>
        outcome is { Grant: not null, Named: { } client } ? $"for_user {client.Id}" : GrantTypes.ClientCredentials;

    // A stranger means the tenant whose host name was called. Nobody who has a tenant is given another by it.
    private Task RecordAsync(
        SecurityEventKind kind, string? tenant, Actor actor, string reason, HttpContext context, CancellationToken cancellationToken) =>
        events.RecordAsync(new(kind, tenant ?? tenants.OfHost(context.Request.Host.Host), actor, reason, context.TraceIdentifier, AddressOf(context)), cancellationToken);

    private static Actor ActorOf(Account account) => new(ActorKind.User, account.Id.ToString(), account.UserName);

    private static Actor ActorOf(Client client) => new(ActorKind.Client, client.Id, client.Id);

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
