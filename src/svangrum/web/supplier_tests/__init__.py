"""The signed two-supplier tests of a kept purchase."""
