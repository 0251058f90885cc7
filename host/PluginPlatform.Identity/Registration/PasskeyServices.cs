using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Passkeys;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.Registration;

internal static class PasskeyServices
{
    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeySettings>();
        services.AddScoped<IPasskeyHandler<PlatformUser>, PasskeyHandler<PlatformUser>>();
        services.AddSingleton<PasskeyChallenges>();
        services.AddScoped(provider => new OwnPasskeys(provider.GetRequiredService<UserManager<PlatformUser>>()));
        return services;
    }
}
