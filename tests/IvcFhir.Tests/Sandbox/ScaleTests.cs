namespace IvcFhir.Tests.Sandbox;

public sealed class ScaleTests
{
    private const int Patients = 1_000;
    private const int PerPatient = 99;

    [Fact]
    public async Task In_100_000_resources_a_search_looks_only_at_what_the_index_offers()
    {
        await using var visit = await Visit.WithAsync();
        foreach (var patient in Chart.Numbers(Patients))
        {
            var chart = Chart
                .Numbers(PerPatient)
                .Select(i =>
                    Chart.Observation(
                        $"o{patient}-{i}",
                        $"p{patient}",
                        i == "0" ? "rare" : "often",
                        $$""","identifier":[{"value":"{{patient}}-{{i}}"}]"""
                    )
                );
            visit.Store.LoadText(string.Join('\n', chart.Prepend(Chart.Patient($"p{patient}", patient))));
        }

        Assert.Equal(100_000, visit.Store.Count);
        Assert.Equal((PerPatient, PerPatient), await LookedAtAsync("Observation?patient=p500&status=final&_count=1"));
        Assert.Equal((Patients, Patients), await LookedAtAsync("Observation?code=rare&_count=1"));
        Assert.Equal(
            (1, PerPatient),
            await LookedAtAsync(
                "Observation?patient=p500&code=often,rare&_id:missing=false&identifier:not=x&subject=Patient/p500&status=final&code=rare&_count=1"
            )
        );
        Assert.Equal((1, 1), await LookedAtAsync("Observation?_id=o7-7"));
        Assert.Equal((1, 1), await LookedAtAsync("Patient?identifier=urn:mrn|777"));

        var before = visit.Store.Examined;
        var known = await visit.SendAsync("POST", "Observation", Chart.Observation("x", "p1"), "If-None-Exist: identifier=500-50");
        var created = await visit.SendAsync("POST", "Observation", Chart.Observation("x", "p1"), "If-None-Exist: identifier=new");
        Assert.Equal((200, 201, 1L), (known.Status, created.Status, visit.Store.Examined - before));

        async Task<(int Total, int LookedAt)> LookedAtAsync(string url)
        {
            var start = visit.Store.Examined;
            var answer = await visit.GetAsync(url);
            return (answer.Total, (int)(visit.Store.Examined - start));
        }
    }
}
