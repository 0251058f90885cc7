using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Plugins.Faults;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Plugins.Endpoints;

/// <summary>Turns a plugin's route maps into endpoints, refusing every one that does not say who may call it and what it touches.</summary>
internal sealed class BuildEndpoints(PluginEndpointPipeline pipeline, PluginLimits limits)
{
    public IReadOnlyList<Endpoint> For(Generation generation)
    {
        var routes = new PluginRouteBuilder(generation.Services);
        foreach (var map in generation.Definition.Routes)
        {
            var group = routes.MapGroup(map.Root);
            group.AddEndpointFilterFactory((_, next) => invocation => GatedHandler.InvokeAsync(invocation, next, limits.Endpoint));
            map.Map(group);
        }

        var endpoints = routes.DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>().ToList();
        foreach (var endpoint in endpoints)
        {
            Verify(endpoint, generation);
        }

        return [.. endpoints.Select(e => Wrap(e, generation))];
    }

    private RouteEndpoint Wrap(RouteEndpoint endpoint, Generation generation) =>
        new(pipeline.Around(endpoint, generation), endpoint.RoutePattern, endpoint.Order,
            new EndpointMetadataCollection([.. endpoint.Metadata, new OwningPlugin(generation.Id)]), endpoint.DisplayName);

    private static void Verify(RouteEndpoint endpoint, Generation generation)
    {
        var name = endpoint.DisplayName ?? endpoint.RoutePattern.RawText ?? "";
        var required = endpoint.Metadata.OfType<RequiredPermission>().ToList();
        if (required.Count == 0 && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            throw Fault(name, "declares no permission", "Call RequirePermission(…), or AllowAnonymous().");
        }

        var own = generation.Definition.Permissions.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        if (required.Find(r => r.Name.StartsWith(generation.Id + ":", StringComparison.Ordinal) && !own.Contains(r.Name)) is { } undeclared)
        {
            throw Fault(name, $"requires {undeclared.Name}, which the plugin does not declare", "Declare it with Permissions(…).");
        }

        if (endpoint.Metadata.GetMetadata<DeclaredData>() is not { } data)
        {
            throw Fault(name, "does not say which patient data it touches", "Call Reads(…), Writes(…) or NoPatientData().");
        }

        if (data.Subject is { } subject && endpoint.RoutePattern.GetParameter(subject) is null)
        {
            throw Fault(name, $"names the subject '{subject}', which is no route value", "Name a parameter of the route, or none.");
        }

        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { IsPublic: false, IsNestedPublic: false } hidden)
        {
            throw Fault(name, $"binds the internal type {hidden.Name}, which validation would skip", "Make the request type public.");
        }
    }

    private static PluginFaultException Fault(string endpoint, string what, string mend) =>
        new("plugin.endpoint", $"The endpoint {endpoint} {what}.", mend);

    private sealed class PluginRouteBuilder(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}

/// <summary>Endpoint metadata: the plugin that contributed it.</summary>
public sealed record OwningPlugin(string Id);
