using System.Collections.Concurrent;
using System.Collections.Immutable;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Patients;

namespace PluginPlatform.Shell.State;

/// <summary>
/// The patients each reader has open, so that a page load or a second window has them too. In memory of this process only:
/// nothing about a patient is kept in the browser or on disk, and it is forgotten after a working day.
/// </summary>
internal sealed class RecentPatients(TimeProvider time)
{
    private const int MostReaders = 2_000;
    private static readonly TimeSpan WorkingDay = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<(string Tenant, string Reader), Kept> _kept = new();

    public ImmutableList<PatientContext> Of(CallContext reader) =>
        _kept.TryGetValue(Key(reader), out var kept) && kept.At + WorkingDay > time.GetUtcNow() ? kept.Open : [];

    public void Keep(CallContext reader, ImmutableList<PatientContext> open)
    {
        _kept[Key(reader)] = new(time.GetUtcNow(), open);
        if (_kept.Count > MostReaders)
        {
            ForgetOld();
        }
    }

    private void ForgetOld()
    {
        foreach (var (key, _) in _kept.OrderBy(entry => entry.Value.At).Take(MostReaders / 4))
        {
            _kept.TryRemove(key, out _);
        }
    }

    private static (string Tenant, string Reader) Key(CallContext reader) => (reader.Tenant, reader.Actor.Id);

    private sealed record Kept(DateTimeOffset At, ImmutableList<PatientContext> Open);
}
