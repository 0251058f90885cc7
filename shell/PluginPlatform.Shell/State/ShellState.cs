using System.Collections.Immutable;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Patients;

namespace PluginPlatform.Shell.State;

/// <summary>What crosses fragments: the reader, the patient in context, the open patients, notices. Immutable.</summary>
internal sealed record ShellState
{
    /// <summary>The reader; null before sign-in.</summary>
    public CallContext? Reader { get; init; }

    /// <summary>The patient in context; null on pages without one.</summary>
    public PatientContext? Patient { get; init; }

    /// <summary>Open patients in the order of their keys Alt 1 … Alt 9. The order stays while one works.</summary>
    public ImmutableList<PatientContext> Open { get; init; } = [];

    /// <summary>Notices not yet dismissed, oldest first.</summary>
    public ImmutableList<Notice> Notices { get; init; } = [];

    /// <summary>Id of the last notice raised; ids are never used again.</summary>
    public long LastNotice { get; init; }
}

/// <summary>One line for the reader about something that happened.</summary>
/// <param name="Id">For dismissing.</param>
/// <param name="Text">The line.</param>
internal sealed record Notice(long Id, string Text);
