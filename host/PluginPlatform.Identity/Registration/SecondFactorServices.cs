using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.SecondFactors;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.Registration;

internal static class SecondFactorServices
{
    public static IServiceCollection AddSecondFactors(this IServiceCollection services)
    {
        services.AddSingleton<SealedCookie>();
        services.AddSingleton<BeginSession>();
        services.AddSingleton<AfterPassword>();
        services.AddSingleton<SecondFactorStore>();
        services.AddSingleton<SecondFactorRule>();
        services.AddSingleton<SecondStep>();
        services.AddSingleton<CheckCode>();
        services.AddSingleton<EnrolFactor>();
        services.AddSingleton<CodesOnce>();
        services.AddSingleton(provider => new OwnSecondFactor(
            provider.GetRequiredService<SecondFactorStore>(),
            provider.GetRequiredService<SecondFactorRule>(),
            provider.GetRequiredService<SecondStep>(),
            provider.GetRequiredService<CodesOnce>(),
            provider.GetRequiredService<AccountStore>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ResetSecondFactor(
            provider.GetRequiredService<AccountStore>(),
            provider.GetRequiredService<SecondFactorStore>(),
            provider.GetRequiredService<SessionStore>(),
            provider.GetRequiredService<ISecurityEvents>(),
            provider.GetRequiredService<ILookupNormalizer>()));
        return services;
    }
}
