using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PluginPlatform.Sdk.Endpoints;

namespace PluginPlatform.Plugins.Endpoints;

/// <summary>Writes the platform's own refusals: RFC 9457 problem details, or what the endpoint's protocol uses instead.</summary>
internal static class WriteProblem
{
    private static readonly string[] HeadersOfEveryAnswer =
    [
        HeaderNames.ContentSecurityPolicy, HeaderNames.XContentTypeOptions, HeaderNames.StrictTransportSecurity, "Referrer-Policy",
        "Permissions-Policy", "DPoP-Nonce", "Cross-Origin-Opener-Policy", "X-Request-Id",
    ];

    public static async Task ToAsync(HttpContext context, PlatformProblem problem)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        if (context.Features.Get<PluginCall>() is { } call)
        {
            call.Withheld = true;
        }

        ClearAnswer(context.Response);
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (problem.Failure == Faults.PluginCallFailure.TimedOut)
        {
            // The given-up handler may still hold this request's context: the connection, and with it the context, is not reused.
            context.Response.Headers.Connection = "close";
        }

        var details = Details(context, problem);
        if (context.GetEndpoint()?.Metadata.GetMetadata<IProblemFormat>() is { } format)
        {
            await format.WriteAsync(context, details);
            return;
        }

        var json = context.RequestServices.GetService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>()?.Value.SerializerOptions;
        await context.Response.WriteAsJsonAsync(details, json, "application/problem+json", context.RequestAborted);
    }

    // What the handler had begun to say goes; what the host says of every answer stays.
    private static void ClearAnswer(HttpResponse response)
    {
        var kept = HeadersOfEveryAnswer.Select(name => KeyValuePair.Create(name, response.Headers[name])).Where(header => header.Value.Count > 0).ToList();
        response.Clear();
        foreach (var (name, value) in kept)
        {
            response.Headers[name] = value;
        }
    }

    private static ProblemDetails Details(HttpContext context, PlatformProblem problem) => new()
    {
        Status = problem.Status,
        Title = problem.Title,
        Detail = problem.Detail,
        Type = $"urn:pluginplatform:problem:{problem.Code}",
        Extensions = { ["code"] = problem.Code, ["requestId"] = context.TraceIdentifier },
    };
}

/// <summary>A refusal or fault the platform answers with.</summary>
internal sealed record PlatformProblem(int Status, string Code, string Title, string Detail)
{
    public Faults.PluginCallFailure? Failure { get; init; }

    public static PlatformProblem Unauthenticated { get; } =
        new(401, "auth.required", "Sign in first", "Send a bearer token from /connect/token, or sign in.");

    public static PlatformProblem AuditUnavailable { get; } =
        new(503, "audit.unavailable", "Nothing was shown", "The audit trail cannot be written, so the answer is withheld. Try again shortly.");

    public static PlatformProblem Forbidden(string permission) =>
        new(403, "auth.permission", "You may not do this", $"It needs the permission {permission}. Ask an administrator.");

    public static PlatformProblem NotForTenant(string plugin) =>
        new(404, "plugin.tenant", "Not available here", $"{plugin} is not switched on for this tenant.");

    public static PlatformProblem From(Faults.PluginCallException e) => e.Failure switch
    {
        Faults.PluginCallFailure.TimedOut => new(504, "plugin.timeout", "No answer in time", $"{e.Plugin} {e.Version} did not answer in time. Whether anything was changed is unknown.") { Failure = e.Failure },
        Faults.PluginCallFailure.SetAside => new(503, "plugin.set-aside", "Resting after faults", $"{e.Plugin} {e.Version} failed repeatedly and rests for some seconds. Nothing was changed.") { Failure = e.Failure },
        Faults.PluginCallFailure.Unavailable => new(503, "plugin.unavailable", "Not available", $"{e.Operation} is not provided by any active plugin.") { Failure = e.Failure },
        _ => new(500, "plugin.failed", "It went wrong", $"{e.Plugin} {e.Version} failed. The log has the cause under this request id.") { Failure = e.Failure },
    };

    public static PlatformProblem From(BadHttpRequestException e) => e.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? new(413, "request.too-large", "Too large", "The request's body is larger than this endpoint accepts.")
        : new(e.StatusCode, "request.malformed", "The request cannot be read", "The body or a parameter does not have the form this endpoint expects.");
}
