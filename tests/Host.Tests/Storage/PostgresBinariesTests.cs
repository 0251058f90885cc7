using PluginPlatform.Storage;
using PluginPlatform.Storage.Clusters;

namespace Host.Tests.Storage;

public sealed class PostgresBinariesTests
{
    [Fact]
    public void Choose_NoneInstalled_SaysWhatToInstall()
    {
        var refused = Assert.Throws<PluginStorageException>(() => PostgresBinaries.Choose([], null));
        Assert.Equal("STO-1002", refused.Code);
        Assert.Contains("apt-get install postgresql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_OnlyOldOnes_AreRefused() => Assert.Equal(
        "STO-1003",
        Assert.Throws<PluginStorageException>(() => PostgresBinaries.Choose([new("/old", 14)], null)).Code);

    [Fact]
    public void Choose_ClusterOfAnotherVersion_TakesThatVersionOrSaysWhichIsMissing()
    {
        PostgresBinaries[] found = [new("/new", 17), new("/older", 16)];

        Assert.Equal("/older", PostgresBinaries.Choose(found, 16).Folder);
        Assert.Equal("/new", PostgresBinaries.Choose(found, null).Folder);
        var refused = Assert.Throws<PluginStorageException>(() => PostgresBinaries.Choose(found, 15));
        Assert.Contains("postgresql-15", refused.Message, StringComparison.Ordinal);
    }
}
