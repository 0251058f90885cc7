using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Plugins.Calls;

/// <summary>The access log plugins see: whatever call is under way.</summary>
internal sealed class CurrentAccessLog : IAccessLog
{
    public void Touch(DataAction action, string kind, params ReadOnlySpan<string> subjects) =>
        CurrentCall.Access.Touch(action, kind, subjects);

    public void Describe(string detail) => CurrentCall.Access.Describe(detail);
}
