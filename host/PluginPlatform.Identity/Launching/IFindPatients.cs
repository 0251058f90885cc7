using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;

namespace PluginPlatform.Identity.Launching;

/// <summary>Where patients are found for somebody. The composition root registers it, for it alone knows the plugins.</summary>
public interface IFindPatients
{
    /// <summary>The directory as the caller may use it: it sees what the caller sees, and every answer leaves an audit row.</summary>
    /// <param name="call">Who looks.</param>
    /// <returns>Null when no active plugin keeps patients, or the caller may see none.</returns>
    ISubjectDirectory? For(CallContext call);
}
