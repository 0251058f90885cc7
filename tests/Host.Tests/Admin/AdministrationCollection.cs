using Host.Tests.Plugins;

namespace Host.Tests.Admin;

/// <summary>One host for the tests of administration. Tests use names of their own.</summary>
[CollectionDefinition(Name)]
public sealed class AdministrationCollection : ICollectionFixture<FixturePlatform>
{
    public const string Name = "administration";
}
