using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Http;

/// <summary>The purpose of use a caller states in the header <c>Purpose-Of-Use</c>; one the platform does not know is refused.</summary>
internal sealed class StatedPurpose(RequestDelegate next)
{
    public const string Header = "Purpose-Of-Use";

    public Task InvokeAsync(HttpContext context)
    {
        var stated = context.Request.Headers[Header];
        return stated.Count == 0 || (stated is [{ } purpose] && PurposeOfUse.MayBeStated(purpose))
            ? next(context)
            : Results.Problem(
                statusCode: 400, title: "Not a purpose of use",
                detail: $"State one of {string.Join(", ", PurposeOfUse.All.Where(PurposeOfUse.MayBeStated).Order(StringComparer.Ordinal))}, once.",
                extensions: new Dictionary<string, object?> { ["code"] = "purpose.unknown" }).ExecuteAsync(context);
    }
}
