using System.Collections.Immutable;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Patients;

namespace PluginPlatform.Shell.State;

/// <summary>Something that changes the shell's state.</summary>
internal interface IShellAction;

/// <summary>The reader is known, with the patients opened earlier.</summary>
/// <param name="Reader">Who reads.</param>
/// <param name="Open">Patients opened before, by their keys.</param>
internal sealed record ReaderArrived(CallContext Reader, ImmutableList<PatientContext> Open) : IShellAction;

/// <summary>A chart was opened; the patient comes into context.</summary>
/// <param name="Patient">Who.</param>
internal sealed record PatientOpened(PatientContext Patient) : IShellAction;

/// <summary>A page without a patient was opened.</summary>
internal sealed record PatientLeft : IShellAction;

/// <summary>An open patient was put away.</summary>
/// <param name="Id">The data subject's id.</param>
internal sealed record PatientClosed(string Id) : IShellAction;

/// <summary>Something to tell the reader.</summary>
/// <param name="Text">One line.</param>
internal sealed record NoticeRaised(string Text) : IShellAction;

/// <summary>The reader has seen a notice.</summary>
/// <param name="Id">Which.</param>
internal sealed record NoticeDismissed(long Id) : IShellAction;
