using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.SecondFactors;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.SignIn;

/// <summary>Where a right password leads: to the code, to setting a second factor up, or in.</summary>
internal sealed class AfterPassword(SecondFactorStore factors, SecondFactorRule rule, SecondStep step, BeginSession begin)
{
    /// <summary>The address of the next page.</summary>
    public async Task<string> PasswordAsync(HttpContext context, Account account, string returnUrl, CancellationToken cancellationToken)
    {
        if (await factors.FindAsync(account.Id, cancellationToken) is { Confirmed: true })
        {
            step.Begin(context, account, returnUrl, enrol: false);
            return IdentityPaths.CodePage;
        }

        if (rule.AppliesTo(account))
        {
            await factors.BeginAsync(account.Id, cancellationToken);
            step.Begin(context, account, returnUrl, enrol: true);
            return IdentityPaths.EnrolPage;
        }

        await begin.ForAsync(context, account, SignInMethods.Password, cancellationToken);
        return returnUrl;
    }
}
