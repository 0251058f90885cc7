using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Tenants;

/// <summary>The tenants of the platform, for those who run it.</summary>
public sealed partial class TenantsPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<TenantLine>? _tenants;
    private string? _selected;
    private bool _opened;
    private bool _busy;
    private bool _failed;

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private ITenantBoard Board { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private ILogger<TenantsPage> Logger { get; set; } = null!;

    private TenantLine? Selected => _tenants?.FirstOrDefault(tenant => tenant.Id == _selected) ?? (_tenants is [var first, ..] ? first : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Reader.Has(ShellPermissions.ManageTenants))
        {
            Store.Dispatch(new PatientLeft());
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        _busy = true;
        try
        {
            (_tenants, _failed) = (await Board.ListAsync(_gone.Token), false);
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            ShellLog.TenantsFailed(Logger, ShellLog.CauseOf(failure));
            _failed = true;
        }
        finally
        {
            _busy = false;
        }
    }

    private void Select(string id) => (_selected, _opened) = (id, true);
}
