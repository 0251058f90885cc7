using PluginPlatform.Identity.Launching;
using PluginPlatform.Plugins.Exports;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;

namespace PluginPlatform.Host.Readers;

/// <summary>Patients for apps that are started: the same directory as the shell's, with the same rules and audit rows.</summary>
internal sealed class FindPatients(RootExports exports) : IFindPatients
{
    public ISubjectDirectory? For(CallContext call) => call.Data.IsEmpty ? null : exports.Find<ISubjectDirectory>(call);
}
