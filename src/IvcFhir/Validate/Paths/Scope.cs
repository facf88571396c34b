using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Paths;

/// <summary>The state of one evaluation.</summary>
internal sealed class Scope(Base focus, Base resource)
{
    /// <summary><c>$this</c>.</summary>
    public object This { get; set; } = focus;

    /// <summary><c>$total</c>.</summary>
    public Values Total { get; set; }

    /// <summary><c>%resource</c>.</summary>
    public Base Resource => resource;

    /// <summary>Set when a value is met whose treatment is left to the FHIRPath engine; the result counts for nothing then.</summary>
    public bool GivenUp { get; private set; }

    public Values GiveUp()
    {
        GivenUp = true;
        return Values.None;
    }

    /// <summary>Evaluates with an item as <c>$this</c>.</summary>
    public Values At(object item, Path path)
    {
        var outer = This;
        This = item;
        var result = path(this);
        This = outer;
        return result;
    }
}

/// <summary>A compiled expression.</summary>
internal delegate Values Path(Scope scope);
