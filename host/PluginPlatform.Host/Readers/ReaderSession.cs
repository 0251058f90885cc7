using Microsoft.AspNetCore.Components.Authorization;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Plugins.Exports;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace PluginPlatform.Host.Readers;

/// <summary>The reader of a page or circuit. The framework's authentication state holds for both.</summary>
internal sealed class ReaderSession(AuthenticationStateProvider authentication, ICallContexts calls, RootExports exports, TimeProvider time) : ISession
{
    private readonly string _id = Guid.CreateVersion7(time.GetUtcNow()).ToString("n");

    public async ValueTask<CallContext?> CallAsync(CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return state.User.Identity is { IsAuthenticated: true } ? calls.For(state.User, _id, purpose: null) : null;
    }

    public async ValueTask<ISubjectDirectory?> PatientsAsync(CancellationToken cancellationToken) =>
        await CallAsync(cancellationToken) is { Data.IsEmpty: false } call ? exports.Find<ISubjectDirectory>(call) : null;
}
