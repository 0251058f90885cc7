using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Shell.Patients;

/// <summary>Search as you type: waits for a pause of 150 ms, and a later search cancels the earlier one.</summary>
internal sealed class PatientSearch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private CancellationTokenSource? _current;

    /// <summary>The last answer; stays while the next is awaited, so that nothing jumps.</summary>
    public IReadOnlyList<SubjectSummary> Found { get; set; } = [];

    public async Task<SearchOutcome> RunAsync(ISession session, TimeProvider time, string text, int limit, ILogger logger)
    {
        Stop();
        using var mine = _current = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, time, mine.Token);
            return await FindAsync(session, text, limit, logger, mine.Token);
        }
        catch (Exception) when (mine.IsCancellationRequested)
        {
            return SearchOutcome.Superseded;
        }
        finally
        {
            _current = ReferenceEquals(_current, mine) ? null : _current;
        }
    }

    /// <summary>One search without the pause.</summary>
    public async Task<SearchOutcome> FindAsync(ISession session, string text, int limit, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            if (await session.PatientsAsync(cancellationToken) is not { } directory)
            {
                return SearchOutcome.NoDirectory;
            }

            var found = await directory.SearchAsync(text, limit, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Found = found;
            return SearchOutcome.Found;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a plugin's directory throws, the page shows its error state and the rest of the shell works on.
            ShellLog.DirectoryFailed(logger, ShellLog.CauseOf(failure));
            return SearchOutcome.Failed;
        }
    }

    /// <summary>Gives up the search under way.</summary>
    public void Stop() => _current?.Cancel();

    public void Dispose() => Stop();
}
