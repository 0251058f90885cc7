using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.SecondFactors;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.SignIn;

/// <summary>Where a right password, or a provider's word, leads: to the code, to setting a second factor up, or in.</summary>
internal sealed class AfterPassword(SecondFactorStore factors, SecondFactorRule rule, SecondStep step, BeginSession begin)
{
    /// <summary>The address of the next page.</summary>
    public Task<string> PasswordAsync(HttpContext context, Account account, string returnUrl, CancellationToken cancellationToken) =>
        LeadAsync(context, account, SignInMethods.Password, returnUrl, cancellationToken);

    /// <summary>The same after an external provider vouched for the user: what second factor it asked for is not known here.</summary>
    public Task<string> FederationAsync(HttpContext context, Account account, string returnUrl, CancellationToken cancellationToken) =>
        LeadAsync(context, account, SignInMethods.Federation, returnUrl, cancellationToken);

    private async Task<string> LeadAsync(HttpContext context, Account account, string method, string returnUrl, CancellationToken cancellationToken)
    {
        var federated = method == SignInMethods.Federation;
        if (await factors.FindAsync(account.Id, cancellationToken) is { Confirmed: true })
        {
            step.Begin(context, account, returnUrl, enrol: false, federated);
            return IdentityPaths.CodePage;
        }

        if (rule.AppliesTo(account))
        {
            await factors.BeginAsync(account.Id, cancellationToken);
            step.Begin(context, account, returnUrl, enrol: true, federated);
            return IdentityPaths.EnrolPage;
        }

        await begin.ForAsync(context, account, method, cancellationToken);
        return returnUrl;
    }
}
