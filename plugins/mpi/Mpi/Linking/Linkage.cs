using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mpi.Engine;
using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Linking;

/// <summary>The engine as the settings ask for it.</summary>
/// <param name="Linker">Normalises, blocks and scores.</param>
/// <param name="Basis">Names the rules and figures in use; equal settings give the same name.</param>
/// <param name="MostPersonsPerKey">A key shared by more finds no candidates.</param>
internal sealed record Linkage(RecordLinker Linker, string Basis, int MostPersonsPerKey)
{
    /// <summary>Rises when the reading of Patients or the choice of candidates changes, so that stored scores are renewed.</summary>
    private const int Revision = 1;

    public static Linkage Of(MpiSettings settings)
    {
        var parameters = LinkageParameters.Default.ForRegisterOf(settings.RegisterSize) with
        {
            MatchFrom = settings.MatchFrom,
            PossibleFrom = settings.PossibleFrom,
            LeastEvidence = settings.LeastEvidence,
        };
        var policy = IdentifierPolicy.Default
            .With(settings.UniqueIdentifierSystems.Select(s => KeyValuePair.Create(s, IdentifierKind.PersonUnique)))
            .With(settings.IgnoredIdentifierSystems.Select(s => KeyValuePair.Create(s, IdentifierKind.Ignored)));
        return new(new RecordLinker(parameters, policy), BasisOf(settings), settings.MostPersonsPerKey);
    }

    private static string BasisOf(MpiSettings settings)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{Revision}|{PersonFeatures.CurrentVersion}|{settings.RegisterSize}|{settings.MatchFrom:R}|{settings.PossibleFrom:R}|{settings.LeastEvidence}|{settings.MostPersonsPerKey}|");
        var systems = settings.UniqueIdentifierSystems.Order(StringComparer.Ordinal).Append("|")
            .Concat(settings.IgnoredIdentifierSystems.Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text + string.Join('\n', systems))))[..16];
    }
}
