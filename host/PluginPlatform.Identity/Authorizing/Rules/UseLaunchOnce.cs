using PluginPlatform.Identity.Launching;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>SMART App Launch 2.2 section 2.0.3: a handle gives one code.</summary>
internal sealed class UseLaunchOnce(LaunchStore launches) : IAuthorizeRule
{
    public async ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Request[AuthorizeParameters.Launch] is not { } handle || await launches.UseAsync(handle, cancellationToken)
            ? null
            : transaction.Refuse(AuthorizeError.InvalidRequest(TakeLaunch.Invalid));
}
