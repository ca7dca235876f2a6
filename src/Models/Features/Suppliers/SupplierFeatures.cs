namespace Triage.Models.Features.Suppliers;

/// <summary>
/// From a name as written to the known suppliers that may be meant, and the features of each. The one extractor of training
/// and serving; not thread-safe, one for each thread.
/// </summary>
public sealed class SupplierFeatures(SupplierNameIndex index)
{
    private const int CandidatesMost = 24;

    private readonly float[] _cosines = new float[index.Count];
    private readonly List<int> _places = [];

    public static FeatureSchema Schema => SupplierCandidates.Schema;

    public SupplierCandidates Extract(string name)
    {
        _places.Clear();
        var asked = index.Asked(name);
        if (asked.Words.Length > 0)
        {
            index.Candidates(asked, CandidatesMost, _cosines, _places);
        }

        var candidates = new SupplierCandidates([.. _places.Select(index.SupplierAt)]);
        for (var candidate = 0; candidate < _places.Count; candidate++)
        {
            SupplierNameFeatures.Fill(asked, index.NameAt(_places[candidate]), candidates.Row(candidate)[..SupplierNameFeatures.Names.Length]);
        }

        candidates.Compare();
        return candidates;
    }
}
