namespace PluginPlatform.Shell.Account;

/// <summary>The reader's second factor.</summary>
/// <param name="On">Whether sign-in asks for a code.</param>
/// <param name="Key">The key to type into an app; only while it waits to be confirmed.</param>
/// <param name="Address">The same as an <c>otpauth</c> address.</param>
/// <param name="CodesLeft">Recovery codes that were not used.</param>
/// <param name="NewCodes">Recovery codes to show now and never again.</param>
/// <param name="Required">Whether a rule asks for it, so that it cannot be removed.</param>
public sealed record OwnFactor(bool On, string? Key, string? Address, int CodesLeft, IReadOnlyList<string> NewCodes, bool Required);
