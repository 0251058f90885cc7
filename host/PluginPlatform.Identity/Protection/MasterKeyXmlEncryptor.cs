using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Protection;

/// <summary>Encrypts a Data Protection key with the master key before it reaches the database.</summary>
internal sealed class MasterKeyXmlEncryptor(PlatformStorage storage) : IXmlEncryptor
{
    public const string Purpose = "identity:data-protection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var cipher = storage.MasterKey.Encrypt(
            Purpose, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new(new XElement("encryptedKey", Convert.ToBase64String(cipher)), typeof(MasterKeyXmlDecryptor));
    }
}
