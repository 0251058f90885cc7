using System.Collections.Frozen;

namespace PluginPlatform.Sdk.Access;

/// <summary>Purposes of use that the platform knows (HL7 v3 code system PurposeOfUse).</summary>
public static class PurposeOfUse
{
    /// <summary>Treatment.</summary>
    public const string Treatment = "TREAT";

    /// <summary>Payment.</summary>
    public const string Payment = "HPAYMT";

    /// <summary>Operations.</summary>
    public const string Operations = "HOPERAT";

    /// <summary>Emergency treatment.</summary>
    public const string EmergencyTreatment = "ETREAT";

    /// <summary>Break the glass: set by the platform alone, while emergency access lasts.</summary>
    public const string BreakGlass = "BTG";

    /// <summary>At the patient's request.</summary>
    public const string PatientRequest = "PATRQT";

    /// <summary>Research.</summary>
    public const string Research = "HRESCH";

    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } =
        new[] { Treatment, Payment, Operations, EmergencyTreatment, BreakGlass, PatientRequest, Research }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a caller may state it: one of <see cref="All"/> except <see cref="BreakGlass"/>, which nobody has by saying so.</summary>
    /// <param name="purpose">As stated.</param>
    public static bool MayBeStated(string purpose) => purpose != BreakGlass && All.Contains(purpose);
}
