using PluginPlatform.Identity.Calls;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Http;

/// <summary>Who makes a request, from its authenticated principal.</summary>
internal sealed class HttpCallSource(ICallContexts calls) : ICallSource
{
    public CallContext? For(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } ? calls.For(context.User, context.TraceIdentifier, context.Request.Headers[StatedPurpose.Header] is [{ } purpose] ? purpose : null) : null;
}
