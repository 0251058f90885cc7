namespace PluginPlatform.Sdk.Encryption;

/// <summary>The outcome of decrypting text.</summary>
/// <param name="State">Whether it opened; a null column opens as null.</param>
/// <param name="Text">The text; null unless it opened.</param>
public readonly record struct FieldText(FieldState State, string? Text);
