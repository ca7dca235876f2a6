namespace Triage.Models.Features.Text;

/// <summary>A text's weighted terms, of length 1 unless it has none.</summary>
/// <param name="Terms">In rising order; only terms of the vocabulary.</param>
public readonly record struct TermVector(int[] Terms, float[] Weights)
{
    public double Cosine(in TermVector other)
    {
        double sum = 0;
        for (int i = 0, j = 0; i < Terms.Length && j < other.Terms.Length;)
        {
            var (mine, theirs) = (Terms[i], other.Terms[j]);
            if (mine == theirs)
            {
                sum += (double)Weights[i] * other.Weights[j];
            }

            i += mine <= theirs ? 1 : 0;
            j += theirs <= mine ? 1 : 0;
        }

        return sum;
    }
}
