using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>What components say of a complication beyond kind and grade. What is not recorded stays unknown.</summary>
internal sealed class ComplicationDetails(ConceptIndex concepts)
{
    public Complication Add(Chart chart, UsableObservation usable, Complication complication)
    {
        var details = usable.Observation.Component.Where(component => component.Value is not null && chart.IsConsistent(component, usable.Source))
            .Select(component => (Detail: concepts.Find<ComplicationDetail>(component.Code), component.Value)).Where(component => component.Detail is not null)
            .DistinctBy(component => component.Detail).ToDictionary(component => component.Detail!.Value, component => component.Value!);
        var sheet = new Details(chart, usable.Source, concepts, details);
        var bleeding = new Bleeding(
            sheet.YesNo(ComplicationDetail.BleedingFatal),
            sheet.Site(),
            sheet.YesNo(ComplicationDetail.BleedingOvert),
            sheet.HemoglobinFall(),
            sheet.Number(ComplicationDetail.TransfusedUnits, Measured.Count));
        return complication with
        {
            ProlongedStayHours = sheet.Number(ComplicationDetail.ProlongedStay, Measured.Hours),
            Bleeding = bleeding == new Bleeding(null, null, null, null, null) ? null : bleeding,
        };
    }

    private sealed class Details(Chart chart, SourceRef source, ConceptIndex concepts, Dictionary<ComplicationDetail, DataType> values)
    {
        private const string Element = "Observation.component.value";

        public decimal? Number(ComplicationDetail detail, Measured what) =>
            Reported<decimal>(detail, value => Units.Read(concepts, value, what));

        /// <summary>As stated; where it is not, before minus after, free of the rounding of its conversion. A rise is no fall.</summary>
        public decimal? HemoglobinFall()
        {
            var stated = Number(ComplicationDetail.HemoglobinFall, Measured.HemoglobinGramsPerLitre);
            var before = Number(ComplicationDetail.HemoglobinBefore, Measured.HemoglobinGramsPerLitre);
            var after = Number(ComplicationDetail.HemoglobinAfter, Measured.HemoglobinGramsPerLitre);
            return stated ?? (before is { } high && after is { } low ? Math.Max(0, Math.Round(high - low, 10)) : null);
        }

        public bool? YesNo(ComplicationDetail detail) =>
            Reported<bool>(detail, value => Values.YesNo(concepts, value) is { } answer ? (answer, null) : (null, IssueCode.UnknownCode));

        public BleedingSite? Site() => Reported<BleedingSite>(
            ComplicationDetail.BleedingSite,
            value => Values.Find<BleedingSite>(concepts, value) is { } site ? (site, null) : (null, Values.IssueOf<BleedingSite>(concepts, value)));

        private T? Reported<T>(ComplicationDetail detail, Func<DataType, (T? Value, IssueCode? Issue)> read)
            where T : struct
        {
            if (!values.TryGetValue(detail, out var value))
                return null;
            var (found, issue) = read(value);
            if (issue is { } code)
                chart.Report(code, source, Element);
            return found;
        }
    }
}
