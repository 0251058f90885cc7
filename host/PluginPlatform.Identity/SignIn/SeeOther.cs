using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Identity.SignIn;

/// <summary>303 (RFC 9110 section 15.4.4): the browser must not post the password again at the next address.</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
