using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Sdk.UI.Fragments;

/// <summary>A component that can fill slots with this context. Derive from <see cref="Fragment{TContext, TModel}"/>.</summary>
/// <typeparam name="TContext">The slot's context.</typeparam>
public interface IFragment<TContext> : IComponent
    where TContext : class
{
    /// <summary>What the shell passes in.</summary>
    TContext Context { get; set; }
}
