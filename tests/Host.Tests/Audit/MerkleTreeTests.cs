using System.Security.Cryptography;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Sealing;

namespace Host.Tests.Audit;

public sealed class MerkleTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(512)]
    public void Root_AnyCount_IsTheTreeHashOfTheRfc(int count)
    {
        PendingRow[] rows = [.. Enumerable.Range(0, count).Select(i => PendingRow.ToInsert(AuditTrailTests.Row($"r{i}")))];

        Assert.Equal(TreeHash([.. rows.Select(r => r.Leaf)]), MerkleTree.Root(SealEntries.Of(rows)));
    }

    [Fact]
    public void Leaf_NeighbouringFields_AreNotConfused()
    {
        var row = AuditTrailTests.Row("r") with { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) };

        byte[][] leaves =
        [
            PendingRow.ToInsert(row with { Operation = "ab", RequestId = "c" }).Leaf, PendingRow.ToInsert(row with { Operation = "a", RequestId = "bc" }).Leaf,
            PendingRow.ToInsert(row with { Subjects = ["a", "b"] }).Leaf, PendingRow.ToInsert(row with { Subjects = ["a,b"] }).Leaf,
            PendingRow.ToInsert(row with { Subjects = [], Kinds = ["a", "b"] }).Leaf, PendingRow.ToInsert(row with { Detail = "" }).Leaf,
            PendingRow.ToInsert(row with { Detail = null }).Leaf,
        ];

        Assert.Equal(leaves.Length, leaves.Select(Convert.ToHexString).Distinct().Count());
    }

    // RFC 6962, 2.1, as it is written: split at the largest power of two below the count.
    private static byte[] TreeHash(byte[][] leaves)
    {
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        var split = 1;
        while (split * 2 < leaves.Length)
        {
            split *= 2;
        }

        return SHA256.HashData([1, .. TreeHash(leaves[..split]), .. TreeHash(leaves[split..])]);
    }
}
