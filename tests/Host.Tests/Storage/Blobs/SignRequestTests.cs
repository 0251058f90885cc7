using System.Globalization;
using PluginPlatform.Storage.Blobs;

namespace Host.Tests.Storage.Blobs;

public sealed class SignRequestTests
{
    /// <summary>The example "GET Object" of the S3 reference, "Signature Calculations for the Authorization Header"; the key id does not enter the signature.</summary>
    [Fact]
    public void Sign_TheReferencesExample_GivesItsSignature()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://examplebucket.s3.amazonaws.com/test.txt");
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-9");

        SignRequest.Sign(
            request, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "us-east-1",
            "EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            DateTimeOffset.Parse("2013-05-24T00:00:00Z", CultureInfo.InvariantCulture));

        Assert.EndsWith(
            "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            request.Headers.Authorization!.Parameter, StringComparison.Ordinal);
    }
}
