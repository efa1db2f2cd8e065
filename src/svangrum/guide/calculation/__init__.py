"""What a requirement to employ gives each level and society, in kronor. The method: docs/methods/calculator.md."""
