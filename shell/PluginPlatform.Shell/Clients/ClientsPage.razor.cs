using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Clients;

/// <summary>The clients one administers: found by id or name, registered with a secret shown once, kept out.</summary>
public sealed partial class ClientsPage : IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<ClientLine>? _clients;
    private NewSecret? _made;
    private string _search = "";
    private string? _selected;
    private bool _opened;
    private bool _more;
    private bool _busy;
    private bool _failed;

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private IClientBoard Board { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private ILogger<ClientsPage> Logger { get; set; } = null!;

    private bool Everywhere => Reader.Has(ShellPermissions.ManageClients);

    private ClientLine? Selected => _clients?.FirstOrDefault(client => client.Id == _selected) ?? (_clients is [var first, ..] ? first : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (ShellPermissions.ManagesClients(Reader))
        {
            Store.Dispatch(new PatientLeft());
            await LoadAsync();
        }
    }

    private Task LoadAsync() => ReadAsync(null, []);

    private Task MoreAsync() => ReadAsync(_clients![^1].Id, _clients);

    private Task SearchAsync(ChangeEventArgs typed)
    {
        _search = (typed.Value as string ?? "").Trim();
        return LoadAsync();
    }

    private async Task ReadAsync(string? after, IReadOnlyList<ClientLine> before)
    {
        var wanted = _search;
        _busy = true;
        try
        {
            var page = await Board.ListAsync(wanted, after, PageSize + 1, _gone.Token);
            if (wanted == _search)
            {
                (_clients, _more, _failed) = ([.. before, .. page.Take(PageSize)], page.Count > PageSize, false);
            }
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            ShellLog.ClientsFailed(Logger, ShellLog.CauseOf(failure));
            _failed = true;
        }
        finally
        {
            _busy = false;
        }
    }

    private Task AddedAsync(NewSecret made)
    {
        _made = made;
        return LoadAsync();
    }

    private void Select(string id) => (_selected, _opened) = (id, true);
}
