using System.Collections.Concurrent;
using PluginPlatform.Identity.Launching;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;

namespace Host.Tests.Identity;

/// <summary>A directory of two patients, of whom one is hidden from everybody but himself.</summary>
internal sealed class KnownPatients : IFindPatients
{
    public const string Seen = "seen-1";
    public const string Hidden = "hidden-1";
    public const string SeenName = "Testperson, Juniper <b>";

    private static readonly SubjectSummary[] All =
    [
        new(Seen, SeenName, "1959-05-03", "female", [new("MRN", "SYN-1")], null),
        new(Hidden, "Hiddenperson, Rowan", null, null, [], null),
    ];

    /// <summary>Who looked for what, or for whom.</summary>
    public ConcurrentQueue<(string Actor, string What)> Looks { get; } = new();

    public ISubjectDirectory? For(CallContext call) => call.Data.IsEmpty ? null : new View(this, call);

    private sealed class View(KnownPatients patients, CallContext call) : ISubjectDirectory
    {
        public Task<IReadOnlyList<SubjectSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken)
        {
            patients.Looks.Enqueue((call.Actor.Name, text));
            return Task.FromResult<IReadOnlyList<SubjectSummary>>(
                [.. All.Where(patient => Sees(patient) && patient.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Take(limit)]);
        }

        public Task<SubjectSummary?> FindAsync(string id, CancellationToken cancellationToken)
        {
            patients.Looks.Enqueue((call.Actor.Name, id));
            return Task.FromResult(All.FirstOrDefault(patient => patient.Id == id && Sees(patient)));
        }

        private bool Sees(SubjectSummary patient) => call.View.Subject is { } own ? patient.Id == own : patient.Id != Hidden;
    }
}
