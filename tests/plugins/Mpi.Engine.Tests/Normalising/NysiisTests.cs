using Mpi.Engine.Normalising;

namespace Mpi.Engine.Tests.Normalising;

public sealed class NysiisTests
{
    [Theory]
    [InlineData("knight", "NAGT")]
    [InlineData("macdonald", "MCDANALD")]
    [InlineData("mcdonald", "MCDANALD")]
    [InlineData("phillips", "FALAP")]
    [InlineData("schmidt", "SNAD")]
    [InlineData("brown", "BRAN")]
    [InlineData("", "")]
    [InlineData("иванов", "иванов")]
    public void Encode_Name_FollowsTheRules(string name, string code) => Assert.Equal(code, Nysiis.Encode(name));

    [Theory]
    [InlineData("catherine", "katherine")]
    [InlineData("philips", "filips")]
    [InlineData("brown", "browne")]
    [InlineData("knight", "night")]
    public void Encode_SoundAlikes_GetOneCode(string one, string other) => Assert.Equal(Nysiis.Encode(one), Nysiis.Encode(other));

    [Theory]
    [InlineData("smith", "jones")]
    [InlineData("martin", "marvin")]
    public void Encode_OtherNames_GetOtherCodes(string one, string other) =>
        Assert.NotEqual(Nysiis.Encode(one), Nysiis.Encode(other));
}
