using PluginPlatform.Identity.Permissions;

namespace PluginPlatform.Identity.Scopes;

/// <summary>
/// Whether what narrows scopes is applied by a plugin of the moment. Asked when scopes are granted: a token never says what
/// nobody keeps.
/// </summary>
internal sealed class NarrowingRules(IPermissionSource permissions)
{
    /// <returns>The first scope that is not kept and why, as a sentence for its asker; null when all are.</returns>
    public string? Refusal(ScopeSet scopes)
    {
        foreach (var scope in scopes.Resources)
        {
            if (scope.Query is { } query && ReasonAgainst(scope.Kind, query) is { } reason)
            {
                return $"{scope.Text} is not supported: {reason}";
            }
        }

        return null;
    }

    private string? ReasonAgainst(string kind, string query)
    {
        string? reason = null;
        foreach (var narrowing in permissions.Current.Narrowings)
        {
            if (narrowing.Refuse(kind, query) is not { } refused)
            {
                return null;
            }

            reason ??= refused;
        }

        return reason ?? "no plugin narrows scopes.";
    }
}
