namespace PluginPlatform.Sdk.Testing.Contract;

/// <summary>One place where a plugin does not keep what the platform promises for it.</summary>
/// <param name="Where">An operation such as <c>GET /api/mpi/patients/{id}</c>, a table such as <c>mpi.person</c>, or a role.</param>
/// <param name="What">What is wrong there.</param>
public sealed record ContractFinding(string Where, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {What}";
}
