using PluginPlatform.Identity.Clients;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>An outcome, and the registered client the request named, if any.</summary>
internal sealed record AuthorizeResult(AuthorizeOutcome Outcome, Client? Named);
