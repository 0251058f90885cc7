namespace PluginPlatform.Sdk.UI.Slots;

/// <summary>A named place in the shell that plugins fill. <typeparamref name="TContext"/> is what each fill receives.</summary>
/// <param name="name">Stable name, as shown to administrators and in audit rows.</param>
/// <param name="safety">Whether a missing fill may mislead a clinician; if so its fallback never shrinks.</param>
/// <typeparam name="TContext">The parameter type, for example <see cref="Patients.PatientContext"/>.</typeparam>
public sealed class Slot<TContext>(string name, bool safety = false)
    where TContext : class
{
    /// <summary>The slot's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether what is shown here carries clinical safety.</summary>
    public bool CarriesSafety { get; } = safety;
}
