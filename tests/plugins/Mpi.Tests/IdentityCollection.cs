namespace Mpi.Tests;

/// <summary>One host for all tests, one after the other: some switch the plugin off and on.</summary>
[CollectionDefinition(Name)]
public sealed class IdentityCollection : ICollectionFixture<IdentityPlatform>
{
    public const string Name = "identity";
}
