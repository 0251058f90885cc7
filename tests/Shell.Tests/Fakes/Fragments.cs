using Microsoft.AspNetCore.Components.Rendering;
using PluginPlatform.Sdk.UI.Fragments;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Sdk.UI.Patients;
using PluginPlatform.Sdk.UI.Slots;

namespace Shell.Tests.Fakes;

/// <summary>Shows who it was loaded for.</summary>
public sealed class WellFragment : Fragment<PatientContext, string>
{
    protected override Task<string> LoadAsync(CancellationToken cancellationToken) => Task.FromResult("loaded " + Context.Id);

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Model);
}

/// <summary>Never answers.</summary>
public sealed class HangingFragment : Fragment<PatientContext, string>
{
    protected override async Task<string> LoadAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "";
    }
}

/// <summary>Fails while loading.</summary>
public sealed class ThrowingFragment : Fragment<PatientContext, string>
{
    protected override Task<string> LoadAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("SENTINEL-NAME");
}

/// <summary>Fails while rendering.</summary>
public sealed class FaultyMarkup : Fragment<PatientContext, string>
{
    protected override Task<string> LoadAsync(CancellationToken cancellationToken) => Task.FromResult("");

    protected override void BuildRenderTree(RenderTreeBuilder builder) => throw new InvalidOperationException("SENTINEL-NAME");
}

/// <summary>A widget that fails.</summary>
public sealed class ThrowingWidget : Fragment<ShellContext, string>
{
    protected override Task<string> LoadAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("SENTINEL-NAME");
}

/// <summary>The gate without time-out; turns what a fragment throws into a failure, as the host's does.</summary>
internal sealed class FakeGate : IFragmentGate
{
    public async Task<TModel> LoadAsync<TModel>(
        SlotFill fill, string? subject, Func<CancellationToken, Task<TModel>> load, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => load(cancellationToken), cancellationToken);
        }
        catch (InvalidOperationException failure)
        {
            throw new FragmentFailedException("fhir 1.2.0", "fragment.failed", failure);
        }
    }
}
