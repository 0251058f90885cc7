using System.Collections.Frozen;

namespace Mpi.Engine.Normalising;

/// <summary>What each identifier system is trusted for. A system not named is a record number.</summary>
public sealed class IdentifierPolicy
{
    private readonly FrozenDictionary<string, IdentifierKind> kinds;

    public IdentifierPolicy(IEnumerable<KeyValuePair<string, IdentifierKind>> kinds) =>
        this.kinds = kinds.ToFrozenDictionary(k => k.Key, k => k.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>National numbers that HL7 and NHS England publish URIs for, as person-unique.</summary>
    public static IdentifierPolicy Default { get; } = new(
        new Dictionary<string, IdentifierKind>
        {
            ["http://hl7.org/fhir/sid/us-ssn"] = IdentifierKind.PersonUnique,
            ["urn:oid:2.16.840.1.113883.4.1"] = IdentifierKind.PersonUnique,
            ["http://hl7.org/fhir/sid/us-mbi"] = IdentifierKind.PersonUnique,
            ["https://fhir.nhs.uk/Id/nhs-number"] = IdentifierKind.PersonUnique,
            ["http://ns.electronichealth.net.au/id/hi/ihi/1.0"] = IdentifierKind.PersonUnique,
        });

    public IdentifierKind KindOf(string system) => kinds.GetValueOrDefault(system, IdentifierKind.RecordNumber);

    /// <summary>This policy with further systems, which win over its own.</summary>
    public IdentifierPolicy With(IEnumerable<KeyValuePair<string, IdentifierKind>> more)
    {
        var all = new Dictionary<string, IdentifierKind>(kinds, StringComparer.OrdinalIgnoreCase);
        foreach (var (system, kind) in more)
        {
            all[system] = kind;
        }

        return new IdentifierPolicy(all);
    }
}
