using Mpi.Contracts.Identity;
using static Mpi.UI.Text.IdentityText;

namespace Mpi.UI.Banner;

/// <summary>How sure it is that the patient in context is one person, and the only record of that person.</summary>
public sealed partial class IdentityBanner(IIdentityIndex index)
{
    private int Waiting => Model.Links.Count(l => l.Decision != LinkDecision.Linked);

    private string Duplicates => Waiting == 1 ? T("possible.one") : T("possible.many", Waiting);

    // A twin may be 99.9 % alike and is another person: where a safety rule held, the rule is told and not the figure.
    private string Reason => Model.Links[0] switch
    {
        { Decision: LinkDecision.Held } => T("possible.because", T("rule.held")),
        { Rules: [var first, ..] } link => T("possible.because", T("rule." + (link.Rules.Contains("multipleBirth") ? "multipleBirth" : first))),
        var link => T("possible.why", Percent(link.Score)),
    };

    private string Sources => Waiting == 0 ? T("linked.why", Model.Records) : $"{T("linked.why", Model.Records)} · {Duplicates}";

    /// <inheritdoc/>
    protected override async Task<PatientIdentity> LoadAsync(CancellationToken cancellationToken) =>
        await index.FindAsync(Context.Id, cancellationToken) ?? PatientIdentity.Pending(Context.Id);
}
