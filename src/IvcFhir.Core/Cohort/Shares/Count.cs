namespace IvcFhir.Core.Cohort;

/// <summary>n of N in one group.</summary>
public readonly record struct Count(int N, int Of)
{
    public double Rate => (double)N / Of;

    internal int Rest => Of - N;
}
