using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Protection;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Registration;

internal static class KeyProtection
{
    public static IServiceCollection AddKeyProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("PluginPlatform");
        services.AddOptions<KeyManagementOptions>().Configure<PlatformStorage>((options, storage) =>
        {
            options.XmlRepository = new DatabaseXmlRepository(storage);
            options.XmlEncryptor = new MasterKeyXmlEncryptor(storage);
        });
        return services;
    }
}
