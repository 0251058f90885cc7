using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Plugins.Endpoints;

/// <summary>Tells who makes a request; the host's identity part implements it.</summary>
public interface ICallSource
{
    /// <returns>Null when nobody is authenticated.</returns>
    CallContext? For(HttpContext context);
}
