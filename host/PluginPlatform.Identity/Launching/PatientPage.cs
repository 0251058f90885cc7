using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Sdk.Subjects;
using static PluginPlatform.Identity.Doors.DoorText;

namespace PluginPlatform.Identity.Launching;

/// <summary>Asks which patient (SMART App Launch 2.2 section 3.0.4.1). What is typed is posted, so that no address names anybody.</summary>
internal static class PatientPage
{
    public const string PatientField = "patient";
    public const string SearchField = "find";
    public const int Most = 20;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Default;

    /// <param name="ask">Who asks whom.</param>
    /// <param name="typed">What to look for; empty when nothing was typed.</param>
    /// <param name="found">Who was found; null when nobody was looked for.</param>
    /// <param name="question">The request, sealed.</param>
    /// <param name="antiforgery">Of this browser.</param>
    public static IResult Of(
        AuthorizeOutcome.AskPatient ask, string typed, IReadOnlyList<SubjectSummary>? found, string question, AntiforgeryTokenSet antiforgery)
    {
        var hidden =
            $"""
            <input type="hidden" name="{Encoder.Encode(antiforgery.FormFieldName)}" value="{Encoder.Encode(antiforgery.RequestToken ?? "")}">
            <input type="hidden" name="{ConsentPage.QuestionField}" value="{Encoder.Encode(question)}">
            """;
        return new DoorPage(
            T("patient.title"),
            $"""
            <p>{Html("patient.asks", $"<b>{Encoder.Encode(ask.Client.Name)}</b>")}</p>
            {(ask.Gone ? $"<p class=\"problem\" role=\"alert\">{Encoder.Encode(T("patient.gone"))}</p>" : "")}
            <form method="post" action="{IdentityPaths.ChoosePatient}" role="search">{hidden}
            <label for="find">{Encoder.Encode(T("patient.find"))}</label>
            <div class="answers"><input class="field" id="find" name="{SearchField}" type="search" value="{Encoder.Encode(typed)}" autocomplete="off" spellcheck="false" maxlength="200" required{(found is { Count: > 0 } ? "" : " autofocus")}>
            <button class="btn{(found is null ? " primary" : "")}" type="submit">{Encoder.Encode(T("patient.search"))}</button></div></form>
            {Results(found, hidden)}
            <form method="post" action="{IdentityPaths.ChoosePatient}">{hidden}
            <div class="answers"><button class="btn quiet" type="submit" name="{ConsentPage.DecisionField}" value="deny">{Encoder.Encode(T("patient.cancel"))}</button></div></form>
            """)
        {
            Status = ask.Gone ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
        };
    }

    private static string Results(IReadOnlyList<SubjectSummary>? found, string hidden) => found switch
    {
        null => "",
        [] => $"<div role=\"status\"><h2>{Encoder.Encode(T("patient.none"))}</h2><p class=\"soft\">{Encoder.Encode(T("patient.none.why"))}</p></div>",
        _ =>
            $"""
            <form method="post" action="{IdentityPaths.ChoosePatient}">{hidden}
            <h2 id="found">{Encoder.Encode(T("patient.found"))}</h2>
            {(found.Count == Most ? $"<p class=\"small muted\" role=\"status\">{Encoder.Encode(T("patient.first", Most))}</p>" : "")}
            <ul class="choices" aria-labelledby="found">{string.Concat(found.Select(Choice))}</ul></form>
            """,
    };

    private static string Choice(SubjectSummary patient) =>
        $"""
        <li><button type="submit" name="{PatientField}" value="{Encoder.Encode(patient.Id)}"><b>{Encoder.Encode(patient.Name)}</b><span class="muted">{Encoder.Encode(PatientWords.Of(patient))}</span></button></li>
        """;
}
