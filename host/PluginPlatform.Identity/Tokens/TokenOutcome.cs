using PluginPlatform.Identity.Clients;

namespace PluginPlatform.Identity.Tokens;

/// <summary>What came of a token request. <paramref name="Named"/> is the registered client the request named, if any; it need not have authenticated.</summary>
internal sealed record TokenOutcome(Client? Named, TokenAnswer? Answer, TokenError? Error);
