namespace PluginPlatform.Identity.SecondFactors;

/// <summary>What came of a code.</summary>
internal abstract record CodeOutcome
{
    private CodeOutcome()
    {
    }

    /// <param name="Method">See <see cref="SignIn.SignInMethods"/>.</param>
    public sealed record Accepted(string Method) : CodeOutcome;

    /// <param name="Reason"><c>code</c> or <c>locked</c>.</param>
    public sealed record Refused(string Reason) : CodeOutcome;
}
