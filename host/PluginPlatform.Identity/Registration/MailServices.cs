using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Invitations;
using PluginPlatform.Identity.Mail;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Registration;

internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.TryAddSingleton<IMailer>(provider =>
            provider.GetRequiredService<IOptions<PlatformIdentityOptions>>() is { Value.Smtp: not null } options
                ? new SmtpMailer(options)
                : new FileMailer(provider.GetRequiredService<IOptions<PlatformIdentityOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<MailLinks>();
        services.AddSingleton(provider => new SendLinks(
            provider.GetRequiredService<MailLinks>(),
            provider.GetRequiredService<IMailer>(),
            provider.GetRequiredService<AccountStore>(),
            provider.GetRequiredService<ILookupNormalizer>(),
            provider.GetRequiredService<ISecurityEvents>(),
            provider.GetRequiredService<PlatformStorage>(),
            provider.GetRequiredService<IOptions<PlatformIdentityOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AskedResets>();
        services.AddHostedService(provider => provider.GetRequiredService<AskedResets>());
        return services;
    }
}
