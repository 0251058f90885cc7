using PluginPlatform.Audit;
using PluginPlatform.Plugins.Calls;
using PluginPlatform.Plugins.Faults;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Sdk.UI.Slots;

namespace PluginPlatform.Plugins.Fragments;

/// <summary>Loads fragments: permission, time-out, breaker, and the audit row before anything appears.</summary>
internal sealed class FragmentGate(LiveSet live, ISession session, AuditTrail audit, PluginLimits limits, TimeProvider time) : IFragmentGate
{
    public async Task<TModel> LoadAsync<TModel>(
        SlotFill fill, string? subject, Func<CancellationToken, Task<TModel>> load, CancellationToken cancellationToken)
    {
        var generation = live.Current.Active.FirstOrDefault(g => g.Definition.Contributions.Contains(fill))
            ?? throw new FragmentFailedException(fill.Title, "fragment.gone");
        var plugin = $"{generation.Id} {generation.Version}";
        var call = await session.CallAsync(cancellationToken);
        if (call is null || !call.Has(fill.Permission) || !generation.Serves(call.Tenant))
        {
            throw new FragmentFailedException(plugin, "fragment.forbidden");
        }

        return await LoadAsync(generation, call, plugin, fill, subject, load, cancellationToken);
    }

    private async Task<TModel> LoadAsync<TModel>(
        Generation generation, CallContext call, string plugin, SlotFill fill, string? subject,
        Func<CancellationToken, Task<TModel>> load, CancellationToken cancellationToken)
    {
        var operation = $"fragment {fill.Key}";
        var access = new AccessScope(call, generation.Id, generation.Version, operation, fill.Data, subject, audit, time);
        CurrentCall.Enter(access);
        try
        {
            var model = await generation.Gate.RunAsync(operation, limits.Fragment, load, cancellationToken);
            await access.CompleteAsync(AuditOutcome.Success, cancellationToken);
            return model;
        }
        catch (PluginCallException e)
        {
            throw new FragmentFailedException(Innermost(e) is { Plugin: var p, Version: var v } ? $"{p} {v}".TrimEnd() : plugin, Code(e), e);
        }
        catch (AuditUnavailableException e)
        {
            throw new FragmentFailedException(plugin, "audit.unavailable", e);
        }
    }

    /// <summary>When a fragment fails because a plugin below it failed, that one is named.</summary>
    private static PluginCallException Innermost(PluginCallException e) =>
        e.InnerException is PluginCallException inner ? Innermost(inner) : e;

    private static string Code(PluginCallException e) => e.Failure switch
    {
        PluginCallFailure.TimedOut => "fragment.timeout",
        PluginCallFailure.SetAside => "fragment.set-aside",
        _ => "fragment.failed",
    };
}
