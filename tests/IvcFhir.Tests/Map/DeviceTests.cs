using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Map;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>Which device a placement put in, how surely, and what goes to review.</summary>
public sealed class DeviceTests
{
    private const string Type = """ "type":"sct:257409000" """;
    private const string Carrier = """ "udiCarrier":[{"carrierHRF":"(01)09521000001015(17)210101(10)L1(21)S1"}] """;

    [Theory]
    [InlineData(DeviceLink.FocalDevice, """ ,"focalDevice":[{"manipulated":{"reference":"Device/d"}}] """, Type, "")]
    [InlineData(DeviceLink.UsedReference, """ ,"usedReference":[{"reference":"Device/d"}] """, Type, "")]
    [InlineData(DeviceLink.DeviceUseStatement, "", Type, """ "device":{"reference":"Device/d"},"timingDateTime":"2019-03-04" """)]
    [InlineData(DeviceLink.Udi, """ ,"usedReference":[{"identifier":{"value":"(01)09521000001015(21)S1"}}] """, Type + "," + Carrier, "")]
    [InlineData(DeviceLink.DevicePatient, "", Type + """ ,"patient":{"reference":"Patient/p"} """, "")]
    [InlineData(DeviceLink.DateWindow, "", Type, """ "device":{"reference":"Device/d"},"timingDateTime":"2019-03-05" """)]
    [InlineData(DeviceLink.None, "", Type, """ "device":{"reference":"Device/d"},"timingDateTime":"2019-03-06" """)]
    public void A_filter_is_linked_by_the_strongest_way_that_the_record_offers(DeviceLink link, string procedure, string device, string use)
    {
        var record = Placement("p", procedure).With("Device/d", device);
        if (use.Length > 0)
            record.With("DeviceUseStatement/u", use);

        var facts = record.Facts();
        var filter = Assert.Single(facts.Filters);

        Assert.Equal((link, link == DeviceLink.None ? null : (SourceRef?)new SourceRef("Device/d")), (filter.Link, filter.Device));
        Assert.Equal(link == DeviceLink.None, facts.Issues.Any(issue => issue.Code == IssueCode.DeviceUnresolved));
    }

    [Fact]
    public void Two_devices_that_fit_equally_well_go_to_review()
    {
        var facts = Placement("p", """ ,"usedReference":[{"reference":"Device/d"},{"reference":"Device/e"}] """)
            .With("Device/d", Type)
            .With("Device/e", Type)
            .Facts();

        Assert.Null(Assert.Single(facts.Filters).Device);
        Assert.Contains(new(IssueCode.DeviceAmbiguous, new("Procedure/p"), "Procedure"), facts.Issues);
    }

    [Fact]
    public void Two_resources_of_one_physical_device_are_one()
    {
        var facts = Placement("p", """ ,"usedReference":[{"reference":"Device/d"},{"reference":"Device/e"}] """)
            .With("Device/d", $"{Type},{Carrier}")
            .With("Device/e", $"{Type},{Carrier}")
            .Facts();

        Assert.Equal(new SourceRef("Device/d"), Assert.Single(facts.Filters).Device);
        Assert.Empty(facts.Issues);
    }

    [Fact]
    public void The_only_filter_of_a_patient_is_not_that_of_two_placements()
    {
        var facts = Placement("p", "")
            .With("Procedure/q", """ "code":"sct:397913009","performedDateTime":"2020-03-04" """)
            .With("Device/d", Type + """ ,"patient":{"reference":"Patient/p"} """)
            .Facts();

        Assert.Equal([DeviceLink.None, DeviceLink.None], facts.Filters.Select(filter => filter.Link));
        Assert.Contains(facts.Issues, issue => issue.Code == IssueCode.DeviceUnresolved);
    }

    /// <summary>Two filters, placed on two days; what the later retrieval names decides which of them it took out.</summary>
    [Theory]
    [InlineData(""" ,"focalDevice":[{"manipulated":{"reference":"Device/d"}}] """, true, false)]
    [InlineData(""" ,"focalDevice":[{"manipulated":{"reference":"Device/e"}}] """, false, true)]
    [InlineData(""" ,"usedReference":[{"identifier":{"value":"(01)09521000001015(21)S1"}}] """, true, false)]
    [InlineData(""" ,"focalDevice":[{"manipulated":{"reference":"Device/d"}},{"manipulated":{"reference":"Device/e"}}] """, true, true)]
    [InlineData("", false, true)]
    public void A_retrieval_takes_out_the_filter_that_it_names(string named, bool first, bool second)
    {
        var facts = Placement("p", """ ,"focalDevice":[{"manipulated":{"reference":"Device/d"}}] """)
            .With("Device/d", $"{Type},{Carrier}")
            .With("Device/e", Type)
            .With(
                "Procedure/q",
                """ "code":"sct:397913009","performedDateTime":"2019-03-10","focalDevice":[{"manipulated":{"reference":"Device/e"}}] """
            )
            .With("Procedure/r", $$""" "code":"sct:233439000","performedDateTime":"2019-05-04"{{named}} """)
            .Facts();

        Assert.Equal([first, second], facts.Filters.Select(filter => filter.Retrieved is not null));
    }

    [Theory]
    [InlineData("", true), InlineData("385669000", true), InlineData("385670004", false), InlineData("385671000", false)]
    public void A_filter_is_out_when_its_retrieval_succeeded_wholly(string outcome, bool retrieved)
    {
        var told = outcome.Length == 0 ? "" : $$""" ,"outcome":"sct:{{outcome}}" """;
        var facts = Placement("p", "")
            .With("Procedure/r", $$""" "code":"sct:233439000","performedDateTime":"2019-05-04"{{told}} """)
            .Facts();

        Assert.Equal(retrieved, Assert.Single(facts.Filters).Retrieved is not null);
        var expected = retrieved ? RetrievalStatus.Retrieved : RetrievalStatus.AttemptFailed;
        Assert.Equal(expected, FilterRetrievals.Of(facts.Interventions, facts.Filters, [], placed: null).Status);
    }

    [Fact]
    public void A_retrieval_on_the_day_of_the_next_placement_took_out_the_filter_before_and_only_that()
    {
        var facts = Placement("p", "")
            .With("Procedure/q", """ "code":"sct:397913009","performedDateTime":"2019-05-04" """)
            .With("Procedure/r", """ "code":"sct:233439000","performedDateTime":"2019-05-04" """)
            .Facts();

        Assert.Equal([true, false], facts.Filters.Select(filter => filter.Retrieved is not null));
    }

    [Fact]
    public void Of_an_exchange_the_device_that_was_taken_out_is_not_the_one_that_was_placed()
    {
        static string Device(string id, string action) =>
            $$"""{"manipulated":{"reference":"Device/{{id}}"},"action":{"coding":[{"system":"http://hl7.org/fhir/device-action","code":"{{action}}"}]} }""";
        var facts = Placement("p", $$""" ,"focalDevice":[{{Device("d", "explanted")}},{{Device("e", "implanted")}}] """)
            .With("Device/d", Type)
            .With("Device/e", Type)
            .Facts();
        var removed = new Recorded()
            .With("Device/d", Type)
            .With(
                "Procedure/p",
                $$""" "code":"pcs:06H03DZ","performedDateTime":"2019-03-04","focalDevice":[{{Device("d", "explanted")}}] """
            )
            .Facts();

        Assert.Equal(new SourceRef("Device/e"), Assert.Single(facts.Filters).Device);
        Assert.Equal([new(IssueCode.AmbiguousCode, new("Procedure/p"), "Procedure.code")], removed.Issues);
    }

    [Fact]
    public void A_device_that_is_in_use_is_a_filter_even_where_its_placement_is_not_recorded()
    {
        var facts = new Recorded()
            .With("Device/d", Type)
            .With("DeviceUseStatement/u", """ "device":{"reference":"Device/d"},"timingDateTime":"2019-03-04" """)
            .Facts();

        Assert.Equal(
            (new SourceRef("Device/d"), Recorded.At(Recorded.Day("2019-03-04"), "DeviceUseStatement/u")),
            (Assert.Single(facts.Filters).Device!.Value, facts.Filters[0].Implanted!.Value)
        );
    }

    [Theory]
    [InlineData("active", 1), InlineData("completed", 1), InlineData("intended", 0), InlineData("entered-in-error", 0)]
    public void A_device_that_is_only_intended_is_no_filter_of_the_patient(string status, int filters) =>
        Assert.Equal(
            filters,
            new Recorded()
                .With("Device/d", Type)
                .With(
                    "DeviceUseStatement/u",
                    $$""" "status":"{{status}}","device":{"reference":"Device/d"},"timingDateTime":"2019-03-04" """
                )
                .Facts()
                .Filters.Length
        );

    [Fact]
    public void A_device_without_a_type_is_a_filter_where_the_site_lists_its_identifier() =>
        Assert.Equal(
            DeviceLink.FocalDevice,
            Assert
                .Single(
                    Placement("p", """ ,"focalDevice":[{"manipulated":{"reference":"Device/d"}}] """)
                        .MappedBy(
                            """{"site":"test","codes":[{"system":"http://hl7.org/fhir/NamingSystem/gs1","code":"09521000001015","means":"device-kind#filter"}]}"""
                        )
                        .With(
                            "Device/d",
                            """ "udiCarrier":[{"issuer":"http://hl7.org/fhir/NamingSystem/gs1","deviceIdentifier":"09521000001015"}] """
                        )
                        .Facts()
                        .Filters
                )
                .Link
        );

    [Fact]
    public void A_wrong_check_digit_is_a_warning_and_never_a_rejection()
    {
        var facts = Placement("p", """ ,"focalDevice":[{"manipulated":{"reference":"Device/d"}}] """)
            .With("Device/d", Type + """ ,"udiCarrier":[{"carrierHRF":"(01)09521000001017(21)S1"}] """)
            .Facts();

        Assert.Equal(new SourceRef("Device/d"), Assert.Single(facts.Filters).Device);
        Assert.Equal([new(IssueCode.UdiCheckDigit, new("Device/d"), "Device.udiCarrier")], facts.Issues);
    }

    [Theory]
    [InlineData("(01)09521000001015(17)210101(10)L1(21)S1", "09521000001015", "L1", "S1", true)]
    [InlineData("01095210000010151721010110L1\u001d21S1", "09521000001015", "L1", "S1", true)]
    [InlineData("]d2\u001d010952100000101521S1\u001d1721010110L1", "09521000001015", "L1", "S1", true)]
    [InlineData("(01)09521000001010(21)S1", "09521000001010", null, "S1", false)]
    [InlineData("+A123BJC5D6E71G", "A123BJC5D6E71", null, null, true)]
    [InlineData("+A123BJC5D6E71H", "A123BJC5D6E71", null, null, false)]
    [InlineData("*+A99912345/$$52001510X3B*", "A99912345", "10X3", null, null)]
    [InlineData(
        "+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202C",
        "H123PARTNO1234567890120",
        "LOT123456789012345",
        "XYZ456789012345678",
        null
    )]
    [InlineData("+A123PART1/$$+3210101SER9Z", "A123PART1", null, "SER9", null)]
    [InlineData("+A123PART1/$$7LOT5Z", "A123PART1", "LOT5", null, null)]
    [InlineData("+A123PART1/$$0621LOT5Z", "A123PART1", "LOT5", null, null)]
    [InlineData("+A123PART1/$LOT5Z", "A123PART1", "LOT5", null, null)]
    [InlineData("+A123PART1/$+SER5Z", "A123PART1", null, "SER5", null)]
    [InlineData(
        "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123",
        "A9999XYZ100T0944",
        "XYZ123",
        "000025",
        true
    )]
    [InlineData("=)1TE123456A&)RZ12345678", "1TE123456A", "RZ12345678", null, true)]
    public void A_UDI_is_taken_apart(string text, string identifier, string? lot, string? serial, bool? fits)
    {
        var udi = Udi.Parse(text);

        Assert.Equal((identifier, lot, serial), (udi!.DeviceIdentifier, udi.Lot, udi.Serial));
        if (fits is { } expected)
            Assert.Equal(expected, udi.CheckDigitFits);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("filter 12"), InlineData("(21)S1"), InlineData("+1"), InlineData("=A")]
    public void What_is_no_UDI_is_none(string? text) => Assert.Null(Udi.Parse(text));

    private static Recorded Placement(string id, string more) =>
        new Recorded().With($"Procedure/{id}", $$""" "code":"sct:397913009","performedDateTime":"2019-03-04"{{more}} """);
}
