using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PluginPlatform.Plugins.Resolving;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Events;
using PluginPlatform.Sdk.Plugins;
using PluginPlatform.Sdk.Seeding;

namespace PluginPlatform.Plugins.Building;

/// <summary>Collects a plugin's declarations and refuses those that cannot be right, at the line that makes them.</summary>
internal sealed class PluginBuilder(ResolvedPlugin plugin) : IPluginBuilder
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public PluginDefinition Definition { get; } = new();

    public string Id => plugin.Id;

    public IServiceCollection Services => Definition.Services;

    public IPluginBuilder Permissions(params ReadOnlySpan<PermissionDefinition> permissions)
    {
        foreach (var permission in permissions)
        {
            if (!permission.Name.StartsWith(Id + ":", StringComparison.Ordinal))
            {
                throw new PluginFaultException("plugin.permission", $"The permission '{permission.Name}' does not start with '{Id}:'.", "Name it <plugin>:<action>.");
            }

            Definition.Permissions.Add(permission);
        }

        return this;
    }

    public IPluginBuilder Endpoints(Action<IEndpointRouteBuilder> map)
    {
        Definition.Routes.Add(new($"/api/{Id}", map));
        return this;
    }

    public IPluginBuilder Endpoints(string root, Action<IEndpointRouteBuilder> map)
    {
        if (!plugin.Installed.Manifest.Routes.Contains(root))
        {
            throw new PluginFaultException("plugin.route", $"It maps '{root}', which its manifest does not claim.", $"Add <PluginRoute Include=\"{root}\" /> to the project file.");
        }

        Definition.Routes.Add(new(root, map));
        return this;
    }

    public IPluginBuilder On<TEvent, THandler>()
        where TEvent : class
        where THandler : class, IEventHandler<TEvent>
    {
        Services.AddScoped<THandler>();
        Definition.Subscriptions.Add(DeclaredSubscription.Of<TEvent, THandler>());
        return this;
    }

    public IPluginBuilder Backfills<TEvent, TBackfill>()
        where TEvent : class
        where TBackfill : class, IEventBackfill<TEvent>
    {
        Services.AddScoped<TBackfill>();
        Definition.Backfills.Add(DeclaredBackfill.Of<TEvent, TBackfill>());
        return this;
    }

    public IPluginBuilder Exports<TContract, TService>()
        where TContract : class
        where TService : class, TContract
    {
        ExportShape.Verify(typeof(TContract));
        Services.AddScoped<TService>();
        Definition.Exports.Add(typeof(TContract), typeof(TService));
        return this;
    }

    public IPluginBuilder Imports<TContract>()
        where TContract : class
    {
        ExportShape.Verify(typeof(TContract));
        Definition.Imports.Add(typeof(TContract));
        return this;
    }

    public IPluginBuilder Settings<TSettings>()
        where TSettings : class, new()
    {
        Definition.HasSettings = true;
        Services.AddSingleton(Bind<TSettings>());
        return this;
    }

    public IPluginBuilder HealthCheck<TCheck>(string name)
        where TCheck : class, IHealthCheck
    {
        Services.AddScoped<TCheck>();
        Definition.HealthChecks.Add(name, typeof(TCheck));
        return this;
    }

    public IPluginBuilder Seeds<TSeed>()
        where TSeed : class, IDemoSeed
    {
        Services.AddScoped<TSeed>();
        Definition.Seeds.Add(typeof(TSeed));
        return this;
    }

    public IPluginBuilder When(string pluginId, Action<IPluginBuilder> contribute)
    {
        if (!plugin.Installed.Manifest.Optional.ContainsKey(pluginId))
        {
            throw new PluginFaultException("plugin.optional", $"It contributes to '{pluginId}', which its manifest does not name as optional.", $"Add <PluginOptional Include=\"{pluginId}\" Version=\"…\" /> to the project file.");
        }

        if (plugin.ActiveOptional.Contains(pluginId))
        {
            contribute(this);
        }

        return this;
    }

    public IPluginBuilder Contribute<TContribution>(TContribution contribution)
        where TContribution : class, IContribution
    {
        if (contribution.Refusal is { } refusal)
        {
            throw new PluginFaultException("plugin.contribution", refusal, "Mend the declaration in Configure.");
        }

        Definition.Contributions.Add(contribution);
        return this;
    }

    private TSettings Bind<TSettings>()
        where TSettings : class, new()
    {
        try
        {
            var settings = plugin.Entry.Settings?.Deserialize<TSettings>(Strict) ?? new();
            Validator.ValidateObject(settings, new(settings), validateAllProperties: true);
            return settings;
        }
        catch (Exception e) when (e is JsonException or ValidationException)
        {
            throw new PluginFaultException("plugin.settings", $"Its settings are not accepted: {e.Message}", $"Mend \"settings\" of {Id} in plugins.json.", e);
        }
    }
}
