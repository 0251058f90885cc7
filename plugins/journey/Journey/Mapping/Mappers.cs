using System.Collections.Frozen;
using Journey.Mapping.Types;

namespace Journey.Mapping;

/// <summary>The mapped types. Claims and explanations of benefit are left out: they bill events, they are none.</summary>
internal static class Mappers
{
    /// <summary>Raised whenever a rule changes, so that a replay rebuilds what the older rules made.</summary>
    public const int Revision = 1;

    public const string Patient = "Patient";

    private static readonly FrozenDictionary<string, IMapper> ByType = new IMapper[]
    {
        new MapEncounter(), new MapCondition(), new MapMedicationRequest(), new MapMedicationStatement(), new MapProcedure(),
        new MapObservation(), new MapDiagnosticReport(), new MapImmunization(), new MapDocumentReference(), new MapCarePlan(),
        new MapGoal(), new MapAllergyIntolerance(), new MapImagingStudy(),
    }.ToFrozenDictionary(mapper => mapper.Type, StringComparer.Ordinal);

    /// <summary>The types that have nodes, in a fixed order.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. ByType.Keys.Order(StringComparer.Ordinal)];

    public static IMapper? For(string type) => ByType.GetValueOrDefault(type);

    public static bool Knows(string type) => ByType.ContainsKey(type);

    /// <summary>Whether a change of this type concerns the journey.</summary>
    public static bool Follows(string type) => type == Patient || Knows(type);
}
