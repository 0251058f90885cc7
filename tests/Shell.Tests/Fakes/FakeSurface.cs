using System.Reflection;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Sdk.UI.Slots;

namespace Shell.Tests.Fakes;

/// <summary>Fills given by the test.</summary>
internal sealed class FakeSurface : IPluginSurface
{
    private readonly List<PlacedFill> _fills = [];

    public event Action? Changed;

    public IReadOnlyList<Assembly> PageAssemblies => [];

    public IReadOnlyList<PluginAsset> Assets => [new("/_content/fhir/fhir.css?v=1", false), new("/_content/fhir/fhir.js?v=1", true)];

    public IReadOnlyList<PlacedFill> Fills(string slot) => [.. _fills.Where(placed => placed.Fill.Slot == slot).OrderBy(placed => placed.Fill.Order)];

    public PlacedFill Add<TFragment>(string slot, string name, int order = 100, string permission = "fhir:read")
    {
        var fill = new SlotFill(slot, name, typeof(TFragment), slot.StartsWith("Patient", StringComparison.Ordinal))
        {
            Title = name, Permission = permission, Data = DeclaredData.Nothing, Order = order, FallbackAdvice = "This does not mean there are none.",
        };
        _fills.Add(new("fhir", "1.2.0", fill));
        Changed?.Invoke();
        return _fills[^1];
    }
}
