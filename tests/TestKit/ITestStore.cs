using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Registry;

namespace Triage.TestKit;

/// <summary>A real store of a test's own behind every port.</summary>
public interface ITestStore : IDisposable
{
    IInvoiceLog Log { get; }

    ITwinIndex Twins { get; }

    IWaitingIndex Waiting { get; }

    IInvoiceIndex Index { get; }

    IFeedIndex Feed { get; }

    IFeatureArchive Features { get; }

    IOpenInvoiceIndex OpenInvoices { get; }

    IMasterDataArchive MasterData { get; }

    IRetriageWorkList RetriageWorks { get; }

    IModelRegistry Registry { get; }

    IShadowRuns ShadowRuns { get; }

    IPolicyArchive Policies { get; }

    IConfiguredLog Configured { get; }

    /// <summary>As the checker and the service are told it: a directory or a connection string.</summary>
    string Location { get; }

    /// <summary>What a bug, a bad disk or a hand would do to the rows.</summary>
    void Execute(string sql);

    /// <summary>Moves the store's clock on.</summary>
    void Advance(TimeSpan by);
}
