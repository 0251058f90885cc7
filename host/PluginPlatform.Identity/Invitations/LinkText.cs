using PluginPlatform.Identity.Mail;

namespace PluginPlatform.Identity.Invitations;

/// <summary>The mails, in both languages: whoever reads one has not chosen yet.</summary>
internal static class LinkText
{
    public static MailMessage Invitation(string to, string userName, string link) => new(to, "Your account", $"""
        An account was made for you. Your user name is {userName}.
        Set your password within 72 hours; the link works once:

        {link}

        Für Sie wurde ein Konto angelegt. Ihr Benutzername ist {userName}.
        Setzen Sie Ihr Passwort innerhalb von 72 Stunden; der Link gilt einmal.
        """);

    public static MailMessage Reset(string to, string link) => new(to, "Set a new password", $"""
        Somebody, probably you, asked for a new password.
        Set it within one hour; the link works once. If it was not you, do nothing:

        {link}

        Jemand, vermutlich Sie, hat ein neues Passwort verlangt.
        Setzen Sie es innerhalb einer Stunde; der Link gilt einmal. Waren Sie es nicht, tun Sie nichts.
        """);
}
