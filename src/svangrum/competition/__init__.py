"""How many tenders to expect, and from whom. Pure: values in, values out."""
