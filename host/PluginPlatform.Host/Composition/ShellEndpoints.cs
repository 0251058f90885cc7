using System.Reflection;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Shell;

namespace PluginPlatform.Host.Composition;

/// <summary>The shell's pages together with the plugins' pages, mapped anew at each publication.</summary>
internal sealed class ShellEndpoints(IServiceProvider services) : IShellEndpoints
{
    public IReadOnlyList<Endpoint> For(IReadOnlyList<Assembly> pageAssemblies)
    {
        var routes = new PrivateRoutes(services);
        routes.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null)
            .AddAdditionalAssemblies([.. pageAssemblies]);
        return [.. routes.DataSources.SelectMany(source => source.Endpoints)];
    }

    private sealed class PrivateRoutes(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
