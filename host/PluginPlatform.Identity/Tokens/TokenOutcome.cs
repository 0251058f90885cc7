using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;

namespace PluginPlatform.Identity.Tokens;

/// <summary>What came of a token request.</summary>
/// <param name="Named">The registered client the request named, if any; it need not have authenticated.</param>
/// <param name="Grant">What a person let the client do, when that is what was used.</param>
/// <param name="Answer">The tokens.</param>
/// <param name="Error">Why not.</param>
internal sealed record TokenOutcome(Client? Named, Grant? Grant, TokenAnswer? Answer, TokenError? Error);
