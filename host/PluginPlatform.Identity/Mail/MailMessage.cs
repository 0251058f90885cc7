namespace PluginPlatform.Identity.Mail;

/// <summary>A mail of the platform: plain text, never with anything about a patient.</summary>
/// <param name="To">One address.</param>
/// <param name="Subject">ASCII, one line.</param>
/// <param name="Text">Plain text.</param>
public sealed record MailMessage(string To, string Subject, string Text);
