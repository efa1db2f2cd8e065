"""The observatory: contracts that are reserved or say something of work, counted beside all others."""
