namespace PluginPlatform.Identity.Launching;

/// <summary>What a person did on the page that asks for a patient: chose one, or typed what to look for.</summary>
/// <param name="Patient">The logical id of the one chosen; null when none was.</param>
/// <param name="Typed">What to look for; empty when nothing was typed.</param>
internal sealed record PatientChoice(string? Patient, string Typed);
