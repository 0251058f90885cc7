using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Sdk.UI.Patients;

namespace PluginPlatform.Sdk.UI.Fragments;

/// <summary>
/// The base of everything a plugin draws in a slot: it loads a model once per context through the
/// <see cref="IFragmentGate"/> and renders only when the model is there. The shell draws skeleton, failure and retry.
/// </summary>
/// <remarks>
/// Services come through the constructor, from the plugin's own container. <c>[Inject]</c> of a plugin's type is refused at load.
/// A model loaded while the page was prerendered is handed to the circuit as the same object (<see cref="IFragmentMemory"/>),
/// so models are immutable records and hold no scoped service.
/// </remarks>
/// <typeparam name="TContext">The slot's context.</typeparam>
/// <typeparam name="TModel">What the markup shows.</typeparam>
public abstract class Fragment<TContext, TModel> : ComponentBase, IFragment<TContext>, IDisposable
    where TContext : class
    where TModel : class
{
    private readonly CancellationTokenSource _gone = new();
    private TContext? _loadedFor;

    /// <inheritdoc/>
    [Parameter, EditorRequired]
    public TContext Context { get; set; } = null!;

    /// <summary>The frame that draws waiting and failure around the fragment.</summary>
    [CascadingParameter]
    public FragmentFrame Frame { get; set; } = null!;

    /// <summary>The loaded model; never null while the markup renders.</summary>
    protected TModel Model { get; private set; } = null!;

    /// <summary>Loads the model. Runs off the renderer with the slot's time-out; throw freely.</summary>
    /// <param name="cancellationToken">Cancelled at time-out and when the reader leaves.</param>
    protected abstract Task<TModel> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Sets parameters, loads, then renders. Sealed so that loading cannot get round the gate.</summary>
    /// <param name="parameters">From the shell.</param>
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!ReferenceEquals(_loadedFor, Context))
        {
            var context = Context;
            var model = await HandedOverOrLoadedAsync(context);
            if (model is null)
            {
                return;
            }

            Model = model;
            _loadedFor = context;
            Frame.Loaded();
        }

        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Cancels what is under way.</summary>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<TModel?> HandedOverOrLoadedAsync(TContext context)
    {
        if (Frame.Memory is { } memory)
        {
            if (memory.TryTake<TModel>(out var kept))
            {
                return kept;
            }

            if (memory.TryTake<FragmentFailedException>(out var failed))
            {
                // The page already shows the fallback; a second call waits for the reader's "Try again".
                throw failed;
            }
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token, Frame.Patience ?? CancellationToken.None);
        try
        {
            var model = await Frame.Gate.LoadAsync(Frame.Fill, SubjectOf(context), LoadAsync, patience.Token);
            Frame.Memory?.Keep(model);
            return model;
        }
        catch (OperationCanceledException) when (Frame.Patience is { IsCancellationRequested: true })
        {
            // The page goes out with the skeleton; the circuit loads. One slow plugin never holds the page.
            return null;
        }
        catch (FragmentFailedException failed)
        {
            Frame.Memory?.Keep(failed);
            throw;
        }
    }

    private static string? SubjectOf(TContext context) => context is PatientContext patient ? patient.Id : null;
}
