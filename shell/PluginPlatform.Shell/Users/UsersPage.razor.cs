using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Users;

/// <summary>The users one administers: found by name, added with a password shown once, given roles, kept out.</summary>
public sealed partial class UsersPage : IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<UserLine>? _users;
    private IReadOnlyList<string> _roles = [];
    private NewPassword? _made;
    private string _search = "";
    private string? _selected;
    private bool _opened;
    private bool _more;
    private bool _busy;
    private bool _failed;

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private IUserBoard Board { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private ILogger<UsersPage> Logger { get; set; } = null!;

    private bool Everywhere => Reader.Has(ShellPermissions.ManageUsers);

    private UserLine? Selected => _users?.FirstOrDefault(user => user.Id == _selected) ?? (_users is [var first, ..] ? first : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (ShellPermissions.ManagesUsers(Reader))
        {
            Store.Dispatch(new PatientLeft());
            _roles = await Board.RolesAsync(_gone.Token);
            await LoadAsync();
        }
    }

    private Task LoadAsync() => ReadAsync(null, []);

    private Task MoreAsync() => ReadAsync(_users![^1].UserName, _users);

    private Task SearchAsync(ChangeEventArgs typed)
    {
        _search = (typed.Value as string ?? "").Trim();
        return LoadAsync();
    }

    private async Task ReadAsync(string? after, IReadOnlyList<UserLine> before)
    {
        var wanted = _search;
        _busy = true;
        try
        {
            var page = await Board.ListAsync(wanted, after, PageSize + 1, _gone.Token);
            if (wanted == _search)
            {
                (_users, _more, _failed) = ([.. before, .. page.Take(PageSize)], page.Count > PageSize, false);
            }
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            ShellLog.UsersFailed(Logger, ShellLog.CauseOf(failure));
            _failed = true;
        }
        finally
        {
            _busy = false;
        }
    }

    private Task AddedAsync(NewPassword made)
    {
        _made = made;
        return LoadAsync();
    }

    private void Select(string id) => (_selected, _opened) = (id, true);
}
