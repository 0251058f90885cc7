using Microsoft.Extensions.Logging;

namespace PluginPlatform.Identity;

/// <summary>Everything this area logs: identifiers and fixed words, never names people typed, never secrets.</summary>
internal static partial class IdentityLog
{
    [LoggerMessage(3001, LogLevel.Information, "User {User} of tenant {Tenant} signed in from {Address}.")]
    public static partial void SignedIn(this ILogger logger, string user, string tenant, string address);

    [LoggerMessage(3002, LogLevel.Warning, "Sign-in from {Address} refused: {Reason} (account {User}).")]
    public static partial void SignInRefused(this ILogger logger, string address, string reason, string user);

    [LoggerMessage(3003, LogLevel.Information, "User {User} signed out.")]
    public static partial void SignedOut(this ILogger logger, string user);

    [LoggerMessage(3004, LogLevel.Debug, "Client {Client} got an access token.")]
    public static partial void TokenIssued(this ILogger logger, string client);

    [LoggerMessage(3005, LogLevel.Warning, "Token request from {Address} refused: {Error} (client {Client}).")]
    public static partial void TokenRefused(this ILogger logger, string address, string error, string client);

    [LoggerMessage(3006, LogLevel.Information, "Access token refused: {Reason}.")]
    public static partial void BearerRefused(this ILogger logger, string reason);

    [LoggerMessage(3007, LogLevel.Warning, "Cross-site {Method} to {Path} refused: the session's cookie came without proof of origin.")]
    public static partial void CrossSiteRefused(this ILogger logger, string method, string path);

    [LoggerMessage(3020, LogLevel.Information, "Authorization of client {Client} by user {User}: {Outcome}.")]
    public static partial void Authorization(this ILogger logger, string user, string client, string outcome);

    [LoggerMessage(3021, LogLevel.Information, "Client {Client} gave a token back.")]
    public static partial void TokenRevoked(this ILogger logger, string client);

    [LoggerMessage(3008, LogLevel.Information, "Demo accounts ready: {Users} users added, {Clients} clients added.")]
    public static partial void DemoSeeded(this ILogger logger, int users, int clients);

    [LoggerMessage(3020, LogLevel.Warning, "Nothing is heard from the database ({Fault}): clients and tokens are looked up each time until it is.")]
    public static partial void SignalsLost(this ILogger logger, string fault);

    [LoggerMessage(3021, LogLevel.Error, "A signing key that may be due was not rotated: {Fault}.")]
    public static partial void KeysNotRotated(this ILogger logger, string fault);

    [LoggerMessage(3030, LogLevel.Information, "Account {User} changed: {Change}.")]
    public static partial void AccountChanged(this ILogger logger, string user, string change);

    [LoggerMessage(3040, LogLevel.Warning, "The tenants could not be read: {ErrorType}; their last known states hold.")]
    public static partial void TenantsUnread(this ILogger logger, string errorType);

    [LoggerMessage(3041, LogLevel.Warning, "User {User} of tenant {Tenant} broke the glass.")]
    public static partial void GlassBroken(this ILogger logger, string user, string tenant);

    [LoggerMessage(3060, LogLevel.Warning, "The identity provider at {Host} did not answer as it should: {Fault}.")]
    public static partial void ProviderRefused(this ILogger logger, string host, string fault);

    [LoggerMessage(3031, LogLevel.Error, "A mail could not be sent: {Fault}.")]
    public static partial void MailFailed(this ILogger logger, string fault);
}
