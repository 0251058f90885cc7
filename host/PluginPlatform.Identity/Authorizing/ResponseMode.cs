namespace PluginPlatform.Identity.Authorizing;

/// <summary>How an answer reaches the client.</summary>
internal enum ResponseMode
{
    /// <summary>In the query of the redirect URI (OAuth 2.0 Multiple Response Types section 2.1).</summary>
    Query,

    /// <summary>Posted to the redirect URI by a form (OAuth 2.0 Form Post Response Mode).</summary>
    FormPost,
}
