namespace PluginPlatform.Sdk.Encryption;

/// <summary>Where an encrypted value is stored. A cipher text opens in the place it was made for and nowhere else.</summary>
/// <param name="Purpose">
/// Table and column, or another name that stays the same: 1 to 100 lower-case letters, digits, dots, underscores and hyphens,
/// for example <c>note.body</c>. A constant of the plugin's code, never data.
/// </param>
/// <param name="Row">What tells the row from others of the table and never changes, for example its id; 1 to 512 characters.</param>
public readonly record struct FieldPlace(string Purpose, string Row);
