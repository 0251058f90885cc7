using PluginPlatform.Identity.Launching;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>
/// SMART App Launch 2.2 section 2.0.4: the handle is one that this person, in this session, was given for this app. One answer
/// for every reason: whoever comes with another's handle learns nothing about it.
/// </summary>
internal sealed class TakeLaunch(LaunchStore launches) : IAuthorizeRule
{
    public const string Invalid = "launch is not valid: unknown, used, expired, or started by another user, in another session, or for another app.";

    public async ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Request[AuthorizeParameters.Launch] is not { } handle)
        {
            return null;
        }

        var (client, person) = (transaction.KnownClient, transaction.KnownPerson);
        if (await launches.FindAsync(handle, cancellationToken) is not { } launch
            || launch.Tenant != client.Tenant
            || launch.ClientId != client.Id
            || launch.User != person.Account.Id
            || launch.Session != person.Session)
        {
            return transaction.Refuse(AuthorizeError.InvalidRequest(Invalid));
        }

        // Only an app that really came through the frame stands beneath the chart's banner.
        transaction.Launch = new(launch.Patient, BannerShown: launch.Framed && transaction.Call.Framed);
        transaction.PreApproved = client.PreApproved;
        return null;
    }
}
