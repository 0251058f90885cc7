namespace PluginPlatform.Sdk.Encryption;

/// <summary>The outcome of decrypting into a buffer.</summary>
/// <param name="State">Whether it opened.</param>
/// <param name="Length">How many bytes were written; 0 unless it opened.</param>
public readonly record struct FieldOutcome(FieldState State, int Length);
