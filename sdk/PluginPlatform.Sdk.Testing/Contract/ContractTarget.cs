using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;

namespace PluginPlatform.Sdk.Testing.Contract;

/// <summary>A running server, what it serves, and callers of each kind.</summary>
/// <param name="Endpoints">The endpoints to walk.</param>
/// <param name="Nobody">Sends no credentials and follows no redirect.</param>
/// <param name="Stranger">Signed in, without any permission that an endpoint asks for.</param>
/// <param name="Trusted">Holds every permission of plugins.</param>
/// <param name="Admin">Holds the kernel's permissions of administration.</param>
/// <param name="Clinician">Holds the kernel's permissions of treatment, as emergency access.</param>
public sealed record ContractTarget(
    IReadOnlyList<ContractEndpoint> Endpoints, HttpClient Nobody, HttpClient Stranger, HttpClient Trusted, HttpClient Admin, HttpClient Clinician) : IDisposable
{
    internal const string StrangerName = "stranger@demo";

    private const string AdminRoot = "/admin/api";

    /// <summary>A platform with its demo accounts: every endpoint of its active plugins, and the kernel's administration.</summary>
    /// <param name="platform">The running platform.</param>
    public static async Task<ContractTarget> OfAsync(TestPlatform platform)
    {
        await TestAccounts.AddStrangerAsync(platform.Services);
        return new(
            Served(platform.Services), platform.Anonymous(), await BrowserAsync(platform, StrangerName), await platform.ApiAsync("system/*.cruds system/AuditEvent.rs"),
            await BrowserAsync(platform, "admin@demo"), await BrowserAsync(platform, "clinician@demo"));
    }

    /// <summary>Who may call an endpoint.</summary>
    /// <param name="endpoint">One of <see cref="Endpoints"/>.</param>
    public HttpClient EntitledTo(ContractEndpoint endpoint) =>
        !IsAdministration(endpoint.Endpoint) ? Trusted : endpoint.Permissions.Contains(KernelPermissions.BreakGlass) ? Clinician : Admin;

    /// <inheritdoc/>
    public void Dispose()
    {
        Nobody.Dispose();
        Stranger.Dispose();
        Trusted.Dispose();
        Admin.Dispose();
        Clinician.Dispose();
    }

    private static List<ContractEndpoint> Served(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<OwningPlugin>() is not null || IsAdministration(endpoint))
            .SelectMany(ContractEndpoint.Of),
    ];

    private static bool IsAdministration(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText?.StartsWith(AdminRoot, StringComparison.Ordinal) == true;

    private static async Task<HttpClient> BrowserAsync(TestPlatform platform, string user)
    {
        var client = await platform.SignedInAsync(user);
        client.DefaultRequestHeaders.Add("Origin", platform.Address.GetLeftPart(UriPartial.Authority));
        return client;
    }
}
