using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Refusing;

namespace PluginPlatform.Identity.Limiting;

/// <summary>
/// Answers 429 to who asks too often (RFC 6585 section 4). After authentication, because it counts by who it is. Not async and
/// without anything on the heap for those it lets through: every read passes here.
/// </summary>
internal sealed class LimitRequests(RequestDelegate next, RequestLimits limits)
{
    public Task InvokeAsync(HttpContext context) =>
        IdentityPaths.IsLimited(context.Request.Path.Value ?? "") && limits.Take(context) is { } after
            ? Refusal.TooManyAsync(context, after)
            : next(context);
}
