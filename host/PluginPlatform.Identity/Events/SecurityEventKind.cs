namespace PluginPlatform.Identity.Events;

/// <summary>Kinds of security event, as stored in audit rows.</summary>
public enum SecurityEventKind
{
    /// <summary>A user signed in.</summary>
    SignedIn,

    /// <summary>A sign-in was refused.</summary>
    SignInRefused,

    /// <summary>A user signed out.</summary>
    SignedOut,

    /// <summary>A client got an access token.</summary>
    TokenIssued,

    /// <summary>A token request was refused.</summary>
    TokenRefused,

    /// <summary>A person let a client act, and the client was sent a code.</summary>
    AuthorizationGranted,

    /// <summary>A person did not let a client act, or the client asked wrongly.</summary>
    AuthorizationRefused,

    /// <summary>A client gave a token back.</summary>
    TokenRevoked,

    /// <summary>An account was made or changed.</summary>
    AccountChanged,

    /// <summary>A tenant was suspended, resumed, exported, deleted or set differently.</summary>
    TenantChanged,

    /// <summary>A care relation was set or ended.</summary>
    AccessChanged,

    /// <summary>A data subject's consent was given or withdrawn.</summary>
    ConsentChanged,

    /// <summary>An erasure of a data subject was planned or run, or a legal hold placed or released.</summary>
    SubjectErased,

    /// <summary>A correction was asked for, decided, or disagreed with.</summary>
    RectificationChanged,

    /// <summary>Everything about a data subject was exported.</summary>
    SubjectExported,

    /// <summary>Emergency access was opened: to be looked at by a person.</summary>
    GlassBroken,

    /// <summary>Somebody started an app from a patient's chart.</summary>
    AppLaunched,
}
