namespace PluginPlatform.Identity.Access;

/// <summary>A user's place in a data subject's care team.</summary>
/// <param name="User">The user's id.</param>
/// <param name="UserName">The user name.</param>
/// <param name="Subject">The data subject's id.</param>
/// <param name="From">Not before, UTC.</param>
/// <param name="Until">Before, UTC; null for no end.</param>
/// <param name="SetBy">Who set it.</param>
public sealed record CareRelation(Guid User, string UserName, string Subject, DateTimeOffset From, DateTimeOffset? Until, string SetBy);
