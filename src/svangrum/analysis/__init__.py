"""Facts in, indicators and fitted models out."""
