using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.CrossSite;

namespace PluginPlatform.Identity.SignIn;

/// <summary>What the sign-in page posts.</summary>
internal sealed record SignInForm(string UserName, string Password, string ReturnUrl)
{
    /// <summary>Null when the body is no form, or its antiforgery field does not belong to this browser (login CSRF).</summary>
    public static async Task<SignInForm?> ReadAsync(HttpContext context, IAntiforgery antiforgery, CancellationToken cancellationToken) =>
        await RequestForm.ReadOwnAsync(context, antiforgery, cancellationToken) is { } form
            ? new(form["username"].ToString().Trim(), form["password"].ToString(), LocalAddress.Of(form["returnUrl"].ToString()))
            : null;
}
