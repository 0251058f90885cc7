using PluginPlatform.Host.Commands;

return await PlatformCommand.Create().Parse(args).InvokeAsync();
