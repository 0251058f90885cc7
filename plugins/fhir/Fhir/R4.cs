using Fhir.Engine.Bundles;
using Fhir.Engine.Capabilities;
using Fhir.Engine.Definitions;
using Fhir.Engine.Parsing;
using Fhir.Engine.Search.Indexing;
using Fhir.Engine.Search.Querying;
using Fhir.Engine.Subjects;

namespace Fhir;

/// <summary>The engine's parts over HL7's R4 definitions, made once per generation of the plugin.</summary>
internal sealed class R4
{
    public R4()
    {
        Definitions = FhirDefinitions.LoadR4();
        Parser = new(Definitions);
        Bundles = new(Definitions);
        Indexer = new(Definitions);
        Compartment = new(Definitions, Indexer);
        Queries = new(Definitions, Indexer);
        Searches = new(Definitions, Indexer);
    }

    public FhirDefinitions Definitions { get; }

    public ResourceParser Parser { get; }

    public BundleReader Bundles { get; }

    public SearchIndexer Indexer { get; }

    public PatientCompartment Compartment { get; }

    public SearchQueryParser Queries { get; }

    public SearchCapabilities Searches { get; }
}
