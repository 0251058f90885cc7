using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Shell.Clients;

/// <summary>The dialog that registers a client. What was typed stays when it was refused.</summary>
public sealed partial class AddClient
{
    private ClientForm _form = new();
    private string? _refused;

    /// <summary>Whether the tenant may be another than the reader's.</summary>
    [Parameter]
    public bool AskTenant { get; set; }

    /// <summary>The reader's tenant.</summary>
    [Parameter]
    public string Tenant { get; set; } = "";

    /// <summary>Raised with the client that was made.</summary>
    [Parameter]
    public EventCallback<NewSecret> OnAdded { get; set; }

    [Inject]
    private IClientBoard Board { get; set; } = null!;

    private void Toggle(string grant)
    {
        if (!_form.Grants.Remove(grant))
        {
            _form.Grants.Add(grant);
        }
    }

    private async Task AddAsync()
    {
        var answer = await Board.AddAsync(_form, CancellationToken.None);
        _refused = answer.Refused;
        if (_refused is null)
        {
            var id = _form.Id.Trim();
            _form = new();
            await OnAdded.InvokeAsync(new(id, answer.Secret));
        }
    }
}
