using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Calls;

/// <summary>As whom callers come before the consents of data subjects, one a line.</summary>
internal static class CallParties
{
    /// <summary>A denial to those who treat does not keep patients from the own record, nor one to programs the shell.</summary>
    /// <param name="treatingAs">See <see cref="Permissions.Rights.TreatingAs"/>.</param>
    /// <param name="person">The user's id.</param>
    /// <param name="client">The program the person acts through; null for the shell.</param>
    public static string OfPerson(string treatingAs, string person, string? client) => (treatingAs.Length, client) switch
    {
        (0, null) => "",
        (0, { } program) => OfClient(program),
        (_, null) => $"{treatingAs}\n{ConsentParty.User(person)}",
        (_, { } program) => $"{treatingAs}\n{ConsentParty.User(person)}\n{OfClient(program)}",
    };

    /// <summary>A program by itself.</summary>
    public static string OfClient(string client) => $"{ConsentParty.EveryClient}\n{ConsentParty.Client(client)}";
}
