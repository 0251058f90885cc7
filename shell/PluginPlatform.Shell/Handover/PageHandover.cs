using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace PluginPlatform.Shell.Handover;

/// <summary>Carries models from the prerendered page to its circuit, so that each is loaded, and audited, once.</summary>
internal sealed class PageHandover(PersistentComponentState persisted, HandoverShelf shelf) : IDisposable
{
    private const string TokenKey = "shell.handover";
    private readonly ConcurrentDictionary<string, object> _kept = new();
    private readonly Lock _gate = new();
    private Dictionary<string, object>? _arrived;
    private PersistingComponentStateSubscription? _persisting;

    /// <summary>Takes what the prerendered page kept under the key, if this circuit came with it and the type is the same.</summary>
    public bool TryTake<TModel>(string key, [NotNullWhen(true)] out TModel? model)
        where TModel : class
    {
        _arrived ??= Arrived();
        model = _arrived.GetValueOrDefault(key) as TModel;
        return model is not null && _arrived.Remove(key);
    }

    /// <summary>Keeps a model under the key for the circuit; called while prerendering only.</summary>
    public void Keep(string key, object model)
    {
        _kept[key] = model;
        lock (_gate)
        {
            _persisting ??= persisted.RegisterOnPersisting(Persist, RenderMode.InteractiveServer);
        }
    }

    public void Dispose() => _persisting?.Dispose();

    private Task Persist()
    {
        persisted.PersistAsJson(TokenKey, shelf.Put(new Dictionary<string, object>(_kept)));
        return Task.CompletedTask;
    }

    private Dictionary<string, object> Arrived() =>
        persisted.TryTakeFromJson<string>(TokenKey, out var token) && token is not null && shelf.Take(token) is { } models
            ? new(models)
            : [];
}
