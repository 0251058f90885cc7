using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Identity.SignIn;

/// <summary>What the sign-in page posts.</summary>
internal sealed record SignInForm(string UserName, string Password, string ReturnUrl)
{
    /// <summary>Null when the body is no form, or its antiforgery field does not belong to this browser (login CSRF).</summary>
    public static async Task<SignInForm?> ReadAsync(
        HttpRequest request, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        try
        {
            if (!request.HasFormContentType || !await antiforgery.IsRequestValidAsync(request.HttpContext))
            {
                return null;
            }

            var form = await request.ReadFormAsync(cancellationToken);
            return new(
                form["username"].ToString().Trim(), form["password"].ToString(), LocalAddress.Of(form["returnUrl"].ToString()));
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            // Too long or cut off: the caller's doing.
            return null;
        }
    }
}
