namespace PluginPlatform.Identity.Access;

/// <summary>Why a user may, or may not, see a data subject.</summary>
/// <param name="Allowed">The decision.</param>
/// <param name="Rule">The rule that gave it: <c>user</c>, <c>tenant</c>, <c>role</c>, <c>permission</c>, <c>grant</c>, <c>compartment</c>,
/// <c>care-team</c>, <c>break-glass</c>, <c>treatment</c> or <c>consent</c>.</param>
/// <param name="Steps">What was looked at, in order; the last one decided.</param>
public sealed record AccessExplanation(bool Allowed, string Rule, IReadOnlyList<AccessStep> Steps);

/// <summary>One thing that was looked at.</summary>
/// <param name="Rule">See <see cref="AccessExplanation.Rule"/>.</param>
/// <param name="Passed">Whether it let the user on.</param>
/// <param name="Text">What was found, in one sentence.</param>
public sealed record AccessStep(string Rule, bool Passed, string Text);
