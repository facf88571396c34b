namespace IvcFhir.Core.Cohort;

/// <summary>Solves the small symmetric systems of the log-rank test.</summary>
internal static class LinearSystem
{
    /// <summary>Gaussian elimination with pivots of a square matrix.</summary>
    /// <returns>Null when the matrix has no inverse.</returns>
    public static double[]? Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var (a, x) = ((double[,])matrix.Clone(), (double[])right.Clone());
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(a[row, column]));
            if (Math.Abs(a[pivot, column]) < 1e-12)
                return null;
            SwapRows(a, x, column, pivot);
            for (var row = 0; row < n; row++)
            {
                if (row != column)
                    Subtract(a, x, row, column);
            }
        }

        return [.. x.Select((value, row) => value / a[row, row])];
    }

    private static void SwapRows(double[,] a, double[] x, int one, int other)
    {
        for (var column = 0; column < x.Length; column++)
            (a[one, column], a[other, column]) = (a[other, column], a[one, column]);
        (x[one], x[other]) = (x[other], x[one]);
    }

    private static void Subtract(double[,] a, double[] x, int row, int pivot)
    {
        var factor = a[row, pivot] / a[pivot, pivot];
        for (var column = 0; column < x.Length; column++)
            a[row, column] -= factor * a[pivot, column];
        x[row] -= factor * x[pivot];
    }
}
